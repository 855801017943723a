import panda
