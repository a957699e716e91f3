"""What editors have written and nobody has published: drafts, and what waits for a reviewer.

The public's tables hold published entries only. A proposal holds the entry's whole content and the
change from which it started, so that what others changed meanwhile is seen.
"""
