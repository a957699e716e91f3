"""Status: one function of facts and a date (DESIGN.md section 5), and its stored result.

`rules` is the function, `facts` what it reads, `service` stores its result in the transaction of
the change, `queries` reads it. Nobody types a status in, and nobody derives one elsewhere.
"""
