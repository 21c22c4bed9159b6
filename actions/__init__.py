"""What Lotsen answers: one module a conversation skill.

Actions read a turn (`turn.py`), ask the register, and send a reply (`reply.py`) made of response
names and values. No sentence that a visitor reads stands here; see `assistant/replies`.
"""
