"""What a canvas is painted with: colours, strokes, and the writing of SVG."""
