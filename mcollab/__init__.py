"""In Common Defence: tables, charts and questions of the course."""
