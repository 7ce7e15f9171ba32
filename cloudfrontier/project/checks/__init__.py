"""What takes two tables, a protocol or the disk to judge: a module a theme, each yields its mistakes."""
