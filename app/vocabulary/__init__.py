"""The fixed lists of the tracker (`lists`) and the words readers see for them (`labels`).

Values are part of the public contract: adding one is free, changing one is a new API version.
"""
