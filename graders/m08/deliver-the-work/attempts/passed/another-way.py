# %% delivery
%%writefile delivery.yaml
client: Claudine Uwase
language: fr
files: [{name: late.html, what: la page pour la porte}, {name: late.csv, what: la liste}, {name: late.py, what: le programme}]
how_to_use: "Lancez late.py ainsi : python late.py"
limits: [3 prêts sans date manquent]
next_step: Regardez late.html

# %% message
%%writefile message.md
Bonjour Claudine,

le travail pour votre bibliothèque est prêt. Vous recevez trois fichiers : **late.py**, le programme, **late.csv**, la liste des lecteurs en retard, et **late.html**, la page pour la porte.

Pour une nouvelle liste, ouvrez un terminal, puis écrivez `python late.py`. Attention : trois prêts n'ont pas de date. Le programme ne peut pas les juger, et ils ne sont pas dans la liste.

Regardez d'abord late.html, s'il vous plaît. Si une ligne est fausse, écrivez-moi avant vendredi soir. Je la corrige sans nouveau prix.

Merci pour votre confiance, et bonne ouverture !

Yusuf
