"""What a person decides about what the importer did: words put back or taken out, questions answered.

Every decision changes the piece by the workflow's rules, as that person's edit, and is kept as a Decision. What
cannot be done raises WorkflowError, which says of which piece, why, and what to do.
"""

from .answers import answer
from .changing import keep_as_it_came
from .findings import findings_of, open_findings, see_to, settle, with_weight
from .questions import Question, question_of
from .rules import Proposal, decide_rule, effect_of, proposals
from .words import KINDS, Gone, blocks_of, decoded, gone_from, piece_of, put_back, take_out

__all__ = [
    "KINDS",
    "Gone",
    "Proposal",
    "Question",
    "answer",
    "blocks_of",
    "decide_rule",
    "decoded",
    "effect_of",
    "findings_of",
    "gone_from",
    "keep_as_it_came",
    "open_findings",
    "piece_of",
    "proposals",
    "put_back",
    "question_of",
    "see_to",
    "settle",
    "take_out",
    "with_weight",
]
