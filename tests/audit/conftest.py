"""Stories to tell the engine."""

import pytest
from storybook import Story


@pytest.fixture
def story():
    return Story()


@pytest.fixture
def story_of():
    return Story
