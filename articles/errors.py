"""What can go wrong, one branch per stage. Each error names the offender, what is wrong and what to do."""


class NewsroomError(Exception):
    """Base of every error that Newsroom raises on purpose."""


class WorkflowError(NewsroomError):
    """A piece cannot change its state this way, now, by this person."""


class MergeError(NewsroomError):
    """These authors, publications or topics cannot be made one."""


class DistributingError(NewsroomError):
    """Work cannot be handed to other machines; the message says why, and what to do."""


class IngestError(NewsroomError):
    """A piece cannot be brought in.

    `name` is the file as the person named it, `reason` what is wrong with it, `remedy` what to do about it.
    """

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        self.name, self.reason, self.remedy = name, reason, remedy
        super().__init__(f"{name}: {reason} {remedy}")

    def __reduce__(self) -> tuple[type["IngestError"], tuple[str, str, str]]:
        """Errors travel back from worker processes, so they must survive pickling."""
        return type(self), (self.name, self.reason, self.remedy)


class ReadingError(IngestError):
    """The file could not be opened, decoded or understood as its format."""


class CleaningError(IngestError):
    """The text is past what the cleaning rules can handle (size, number of paragraphs)."""


class ExtractingError(IngestError):
    """A declared fact is of a kind that cannot be stored."""
