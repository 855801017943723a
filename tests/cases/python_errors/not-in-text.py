"abc".index("d")
