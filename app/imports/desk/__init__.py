"""The pages of `/desk/imports`: what they show, and what their forms say."""
