"""The running application: it talks to people, on time."""
