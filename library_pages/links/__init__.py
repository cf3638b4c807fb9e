"""The links of resources: asked of their sites once a week, no longer shown once they are dead."""
