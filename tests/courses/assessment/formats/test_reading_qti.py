"""Items of QTI 2 and 3 as other programs write them."""

from decimal import Decimal

import pytest

from courses.assessment.formats.items import Line, Verdict
from courses.assessment.formats.qti.package import read_qti
from courses.outline.structure import Question, QuestionKind

K = QuestionKind
MATCH = "<responseProcessing template='http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct'/>"
MAP = "<responseProcessing template='http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response'/>"


def line(inside: str, attributes: str = "") -> Line:
    xml = (
        "<assessmentItem xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1' identifier='q1' title='A title' "
        f"adaptive='false' timeDependent='false' {attributes}>{inside}</assessmentItem>"
    )
    return read_qti(xml.encode(), language="en").lines[0]


def question(inside: str) -> Question:
    found = line(inside)
    assert found.item, found.notes
    return found.item.question


def declared(cardinality: str, base: str, *correct: str, mapping: str = "", name: str = "R") -> str:
    values = "".join(f"<value>{value}</value>" for value in correct)
    return (
        f"<responseDeclaration identifier='{name}' cardinality='{cardinality}' baseType='{base}'>"
        f"<correctResponse>{values}</correctResponse>{mapping}</responseDeclaration>"
    )


def mapping(attributes: str = "", **entries: object) -> str:
    rows = "".join(f"<mapEntry mapKey='{key}' mappedValue='{value}'/>" for key, value in entries.items())
    return f"<mapping {attributes}>{rows}</mapping>"


def choices(*names: str, of: str = "simpleChoice") -> str:
    return "".join(f"<{of} identifier='{name}'>Choice {name}</{of}>" for name in names)


def asking(interaction: str, inside: str, more: str = "") -> str:
    return (
        f"<itemBody><p>Read this.</p><{interaction} responseIdentifier='R' {more}><prompt>Which?</prompt>{inside}"
        f"</{interaction}></itemBody>"
    )


def test_one_right_choice():
    asked = question(declared("single", "identifier", "B") + asking("choiceInteraction", choices("A", "B")) + MATCH)
    assert (asked.kind, asked.texts["en"]) == (K.SINGLE, "Read this.\nWhich?")
    assert [(one.key, one.correct) for one in asked.choices] == [("A", False), ("B", True)]


def test_identifiers_that_would_become_the_same_key_become_keys_by_place():
    asked = question(declared("single", "identifier", "_1") + asking("choiceInteraction", choices("1", "_1")) + MATCH)
    assert [(one.key, one.correct) for one in asked.choices] == [("1", False), ("2", True)]
    body = f"<itemBody><p>A {ENTRY.format('1')} and a {ENTRY.format('_1')}.</p></itemBody>"
    gaps = question(declared("single", "string", "a", name="1") + declared("single", "string", "b", name="_1") + body)
    assert [(one.key, one.accepted["en"]) for one in gaps.gaps] == [("1", ("a",)), ("2", ("b",))]
    assert gaps.texts == {"en": "A [[1]] and a [[2]]."}
    ordered = declared("ordered", "identifier", "_1", "1") + asking("orderInteraction", choices("1", "_1"))
    assert len({one.key for one in question(ordered).choices}) == 2
    of = "simpleAssociableChoice"
    sets = "".join(f"<simpleMatchSet>{choices(*names, of=of)}</simpleMatchSet>" for names in (["_1", "B"], "1XY"))
    matched = question(declared("multiple", "directedPair", "_1 X", "B Y") + asking("matchInteraction", sets))
    assert len({one.key for one in matched.pairs} | {one.key for one in matched.choices}) == 3


def test_two_choices_of_the_same_identifier_are_refused():
    refused = line(declared("single", "identifier", "A") + asking("choiceInteraction", choices("A", "A", "B")) + MATCH)
    assert "same identifier" in refused.notes[0]


def test_true_and_false():
    inside = asking("choiceInteraction", choices("true", "false"))
    assert question(declared("single", "identifier", "false") + inside + MATCH).answer is False


def test_several_right_choices_that_are_mapped():
    values = mapping("lowerBound='0' upperBound='2'", A=1, B=1, C=-2)
    inside = asking("choiceInteraction", choices("A", "B", "C"), "maxChoices='0'")
    asked = question(declared("multiple", "identifier", "A", "B", mapping=values) + inside + MAP)
    assert (asked.kind, [one.credit for one in asked.choices]) == (K.MULTIPLE, [50, 50, -100])


def test_several_right_choices_that_only_count_together():
    inside = asking("choiceInteraction", choices("A", "B", "C"))
    assert not question(declared("multiple", "identifier", "A", "B") + inside + MATCH).partial


def test_an_order_is_that_of_the_correct_response():
    inside = asking("orderInteraction", choices("A", "B", "C"))
    asked = question(declared("ordered", "identifier", "C", "A", "B") + inside + MATCH)
    assert [one.key for one in asked.choices] == ["C", "A", "B"]


def test_pairs_between_two_sets():
    of = "simpleAssociableChoice"
    left, right = choices("A", "B", of=of), choices("X", "Y", "Z", of=of)
    sets = f"<simpleMatchSet>{left}</simpleMatchSet><simpleMatchSet>{right}</simpleMatchSet>"
    asked = question(declared("multiple", "directedPair", "A Y", "B X") + asking("matchInteraction", sets) + MATCH)
    assert [(pair.key, pair.matches["en"]) for pair in asked.pairs] == [("A", "Choice Y"), ("B", "Choice X")]
    assert [one.key for one in asked.choices] == ["Z"]


def test_pairs_within_one_set():
    inside = choices("A", "B", "C", "D", of="simpleAssociableChoice")
    asked = question(declared("multiple", "pair", "A B", "C D") + asking("associateInteraction", inside) + MATCH)
    assert [(pair.key, pair.matches["en"]) for pair in asked.pairs] == [("A", "Choice B"), ("C", "Choice D")]


ENTRY = "<textEntryInteraction responseIdentifier='{}'/>"


def test_words_to_write_within_a_text():
    body = f"<itemBody><p>Now is the {ENTRY.format('R')} of our<br/>discontent {ENTRY.format('S')}.</p></itemBody>"
    asked = question(declared("single", "string", "winter") + declared("single", "string", "again", name="S") + body)
    assert (asked.kind, asked.texts["en"]) == (K.FILL_IN, "Now is the [[R]] of our\ndiscontent [[S]].")


def test_a_word_to_write_below_a_question_with_half_credits():
    body = f"<itemBody><p>Which season?</p><div>{ENTRY.format('R')}</div></itemBody>"
    asked = question(declared("single", "string", "winter", mapping=mapping(winter=2, Winter=1)) + body + MAP)
    assert (asked.kind, asked.accepted["en"], asked.credits) == (K.SHORT_TEXT, ("winter", "Winter"), {"Winter": 50})


def test_a_number_with_a_tolerance():
    processing = (
        "<responseProcessing><responseCondition><responseIf><equal toleranceMode='absolute' tolerance='0.5 0.5'>"
        "<variable identifier='R'/><correct identifier='R'/></equal><setOutcomeValue identifier='SCORE'>"
        "<baseValue baseType='float'>1</baseValue></setOutcomeValue></responseIf></responseCondition>"
        "</responseProcessing>"
    )
    body = f"<itemBody><p>How many?</p><p>{ENTRY.format('R')}</p></itemBody>"
    number = question(declared("single", "float", "3") + body + processing).numbers[0]
    assert (number.value, number.tolerance, number.credit) == (Decimal(3), Decimal("0.5"), 100)


SET = "<setOutcomeValue identifier='SCORE'><baseValue baseType='float'>{}</baseValue></setOutcomeValue>"
GIVEN, RIGHT = "<variable identifier='R'/>", "<correct identifier='R'/>"
IF, ELSE_IF, ELSE = (
    "<responseIf>{}</responseIf>",
    "<responseElseIf>{}</responseElseIf>",
    "<responseElse>{}</responseElse>",
)
MATCHES, IS_B = (
    f"<match>{GIVEN}{RIGHT}</match>",
    f"<match>{GIVEN}<baseValue baseType='identifier'>B</baseValue></match>",
)
RANGE = f"<and><gte>{GIVEN}<baseValue>4</baseValue></gte><lte>{GIVEN}<baseValue>6</baseValue></lte></and>"
SCORED = "<setOutcomeValue identifier='SCORE'><mapResponse identifier='R'/></setOutcomeValue>"


def verdict(declaration: str, body: str, *branches: str) -> Verdict:
    rule = f"<responseProcessing><responseCondition>{''.join(branches)}</responseCondition></responseProcessing>"
    return line(declaration + body + rule).verdict


def test_rules_that_are_not_understood_are_a_loss():
    number = f"<itemBody><p>How many?</p><p>{ENTRY.format('R')}</p></itemBody>"
    assert verdict(declared("single", "float", "5"), number, IF.format(RANGE + SET.format(1))) is Verdict.LOSS
    one, asked = declared("single", "identifier", "A"), asking("choiceInteraction", choices("A", "B"))
    right = IF.format(MATCHES + SET.format(1))
    assert verdict(one, asked, right, ELSE_IF.format(IS_B + SET.format("0.5"))) is Verdict.LOSS
    assert verdict(one, asked, right, ELSE.format(SET.format("0.5"))) is Verdict.LOSS
    assert line(one + asked + MATCH.replace("match_correct", "map_response_point")).verdict is Verdict.LOSS


def test_the_templates_written_out_are_no_loss():
    one, asked = declared("single", "identifier", "A"), asking("choiceInteraction", choices("A", "B"))
    assert verdict(one, asked, IF.format(MATCHES + SET.format(1)), ELSE.format(SET.format("0.0"))) is Verdict.TAKEN
    values = declared("single", "identifier", "A", mapping=mapping(A=1))
    null = IF.format("<isNull><variable identifier='R'/></isNull>" + SET.format(0))
    assert verdict(values, asked, null, ELSE.format(SCORED)) is Verdict.TAKEN


def test_words_to_choose_within_a_text_become_words_to_write():
    listed = choices("A", "B", of="inlineChoice")
    inline = f"<inlineChoiceInteraction responseIdentifier='R'>{listed}</inlineChoiceInteraction>"
    found = line(declared("single", "identifier", "B") + f"<itemBody><p>Son of {inline}.</p></itemBody>" + MATCH)
    assert found.item.question.gaps[0].accepted == {"en": ("Choice B",)}
    assert found.notes == ("Gaps are for writing: the list of words is left out.",)


def test_words_to_drag_into_a_text_become_words_to_write():
    inside = choices("W", "S", of="gapText") + "<blockquote><p>Now is the <gap identifier='G1'/> of it</p></blockquote>"
    found = line(declared("multiple", "directedPair", "W G1") + asking("gapMatchInteraction", inside) + MATCH)
    assert found.item.question.texts == {"en": "Read this.\nWhich?\nNow is the [[G1]] of it"}


def test_an_essay_loses_its_rubric():
    body = (
        "<itemBody><rubricBlock view='scorer'><p>Two points.</p></rubricBlock>"
        + asking("extendedTextInteraction", "")[10:]
    )
    found = line(declared("single", "string") + body)
    assert (found.item.question.kind, found.notes) == (K.ESSAY, ("Rubrics and instructions are left out.",))
    assert "points" not in found.item.question.texts["en"]


def test_feedback_beside_choices_and_in_a_window():
    beside = "<feedbackInline identifier='A' outcomeIdentifier='F' showHide='show'>Right!</feedbackInline>"
    inside = f"<simpleChoice identifier='A'>Yes{beside}</simpleChoice><simpleChoice identifier='B'>No</simpleChoice>"
    window = "<modalFeedback outcomeIdentifier='{}' identifier='{}' showHide='show'>{}</modalFeedback>"
    windows = window.format("F", "B", "Wrong!") + window.format("G", "all", "Because.")
    asked = question(declared("single", "identifier", "A") + asking("choiceInteraction", inside) + MATCH + windows)
    assert [(one.texts["en"], one.feedback["en"]) for one in asked.choices] == [("Yes", "Right!"), ("No", "Wrong!")]
    assert asked.feedback == {"en": "Because."}


@pytest.mark.parametrize(
    ("inside", "attributes", "note"),
    [
        (asking("hotspotInteraction", ""), "", "“hotspotInteraction”"),
        ("<itemBody><p>Read.</p></itemBody>", "", "not known"),
        (asking("choiceInteraction", choices("A")), "", "not known"), ("", "", "cannot be taken"),
        ("<templateDeclaration identifier='N'/>", "", "made anew"),
        (f"<itemBody><extendedTextInteraction/>{asking('choiceInteraction', '')[10:]}", "", "several things"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused(inside: str, attributes: str, note: str):
    refused = line(inside, attributes)
    assert refused.verdict is Verdict.REFUSED
    assert note in refused.notes[0]
