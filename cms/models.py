"""The models of the site, gathered from the modules that explain them."""

from cms.pages.catalogue import CatalogueIndexPage
from cms.pages.courses import CoursePage, LessonPage, ModulePage
from cms.pages.home import HomePage
from cms.pages.kept import KeptPage
from cms.pages.news import NewsIndexPage, NewsPage
from cms.pages.practices import PracticeIndexPage, PracticePage
from cms.pages.standard import StandardPage
from cms.topics import Topic, TopicName

__all__ = [
    "CatalogueIndexPage",
    "CoursePage",
    "HomePage",
    "KeptPage",
    "LessonPage",
    "ModulePage",
    "NewsIndexPage",
    "NewsPage",
    "PracticeIndexPage",
    "PracticePage",
    "StandardPage",
    "Topic",
    "TopicName",
]
