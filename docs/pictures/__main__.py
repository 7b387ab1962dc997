"""``python -m docs.pictures`` draws the pictures of the documents again."""

from docs.pictures import draw

draw()
