name = «Amina»
