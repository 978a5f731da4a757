"""The built-in engine: draws from the words of a prompt with numpy and pillow. It needs no key and no network, and it is not AI."""
