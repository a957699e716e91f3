"""Items of observers' documents: recommendations, critical findings and welcomed steps."""
