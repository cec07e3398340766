"""Where the lines of a document belong: page, columns, head, paragraphs, foot. What `stages.layout` puts together."""
