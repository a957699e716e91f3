"""Who works at the desk: people with a role, their sign-ins and their tokens for programs.

Secrets are kept as digests only. What a person is called in public is a name of their own choice;
the e-mail address is seen by administrators alone.
"""
