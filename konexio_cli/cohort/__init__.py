"""Many gradings: a trainer's folder of submissions and its gradebook."""
