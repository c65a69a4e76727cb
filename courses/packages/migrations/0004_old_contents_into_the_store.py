"""Make contents, revisions and libraries of the rows that kept a copy of every library with every content.

Ids stay, because lessons and frozen outlines name them. No file is moved: the first of equal files becomes the blob
where it lies, and the others are loose files, which the sweep removes. What was played goes on being played, so the
libraries come in approved. Of a library that two packages brought, the higher patch is kept.
"""

import hashlib
import json
import re
from datetime import timedelta

from django.core.files.storage import storages
from django.core.management.color import no_style
from django.db import migrations
from django.utils import timezone

TRANSLATION = re.compile(r"content/content\.([A-Za-z][-A-Za-z]{0,9})\.json\Z")
LANGUAGE = re.compile(r"language/([A-Za-z][-A-Za-z]{0,11})\.json\Z")
KINDS = {"preloaded": "preloadedDependencies", "dynamic": "dynamicDependencies", "editor": "editorDependencies"}


class FileMissing(Exception):
    pass


def convert(apps, editor):
    rows = apps.get_model("packages", "H5PContent").objects.order_by("pk")
    if not rows.exists():
        return
    files = Files(apps)
    libraries = Libraries(apps, files)
    for row in rows:
        for held in row.libraries:
            libraries.offer(row, held)
    libraries.install()
    for row in rows:
        add_content(apps, row, files, libraries)
    files.let_go(rows)
    reset = editor.connection.ops.sequence_reset_sql(no_style(), [apps.get_model("packages", "Content")])
    for statement in reset:
        editor.execute(statement)


class Files:
    """What lies in storage; a blob for each different file that something holds."""

    def __init__(self, apps):
        self.blobs, self.loose = apps.get_model("packages", "Blob"), apps.get_model("packages", "LooseFiles")
        self.storage = storages["private"]

    def read(self, row, path):
        try:
            with self.storage.open(f"{row.folder}/{path}") as file:
                return file.read()
        except FileNotFoundError:
            raise FileMissing(
                f"The file {row.folder}/{path} of the H5P content {row.pk} (“{row.title}”) is not in private storage. "
                "Bring it back, or delete the content, and migrate again."
            ) from None

    def digest(self, row, path):
        return hashlib.sha256(self.read(row, path)).hexdigest()

    def blob(self, row, path):
        sha256 = self.digest(row, path)
        held = self.blobs.objects.filter(sha256=sha256).first()
        name = f"{row.folder}/{path}"
        return held or self.blobs.objects.create(sha256=sha256, name=name, size=row.files[path])

    def let_go(self, rows):
        names = (f"{row.folder}/{path}" for row in rows for path in row.files)
        held = set(self.blobs.objects.values_list("name", flat=True))
        left = [name for name in names if name not in held]
        self.loose.objects.create(names=left, since=timezone.now() - timedelta(days=2))


class Libraries:
    """The highest patch of each library, and the releases made of them."""

    def __init__(self, apps, files):
        self.apps, self.files, self.best, self.rows = apps, files, {}, {}

    def offer(self, row, held):
        manifest = json.loads(self.files.read(row, f"{held['folder']}/library.json"))
        best = self.best.get(held["name"])
        if best is None or int(best[2]["patchVersion"]) < int(manifest["patchVersion"]):
            self.best[held["name"]] = (row, held, manifest)

    def install(self):
        for _name, (row, held, manifest) in sorted(self.best.items()):
            self.release(self.row(manifest), row, held, manifest)

    def row(self, named):
        key = named["machineName"], int(named["majorVersion"]), int(named["minorVersion"])
        if key not in self.rows:
            library = self.apps.get_model("packages", "Library")
            self.rows[key], _ = library.objects.get_or_create(machine_name=key[0], major=key[1], minor=key[2])
        return self.rows[key]

    def release(self, library, row, held, manifest):
        top = f"{held['folder']}/"
        paths = [path.removeprefix(top) for path in row.files if path.startswith(top)]
        lines = sorted(f"{path} {self.files.digest(row, top + path)}" for path in paths)
        at, size = timezone.now(), sum(row.files[top + path] for path in paths)
        semantics = json.loads(self.files.read(row, f"{top}semantics.json")) if "semantics.json" in paths else None
        release = self.apps.get_model("packages", "LibraryRelease").objects.create(
            library=library,
            patch=int(manifest["patchVersion"]),
            state="approved",
            title=manifest["title"],
            digest=hashlib.sha256("\n".join(lines).encode()).hexdigest(),
            runnable=bool(int(manifest["runnable"])),
            manifest=manifest,
            semantics=semantics,
            size=size,
            brought_by=row.uploaded_by,
            brought_at=row.uploaded_at,
            approved_at=at,
            scripts=[one["path"] for one in manifest.get("preloadedJs", [])],
            styles=[one["path"] for one in manifest.get("preloadedCss", [])],
            languages=sorted(found[1] for path in paths if (found := LANGUAGE.match(path))),
        )
        file = self.apps.get_model("packages", "LibraryFile")
        for path in paths:
            file.objects.create(release=release, path=path, blob=self.files.blob(row, top + path))
        self.depend(release, manifest)
        library.current = release
        library.save(update_fields=["current"])

    def depend(self, release, manifest):
        dependency = self.apps.get_model("packages", "LibraryDependency")
        for kind, key in KINDS.items():
            needs = list(dict.fromkeys(self.row(named) for named in manifest.get(key, [])))
            for place, library in enumerate(needs):
                dependency.objects.create(release=release, needs=library, kind=kind, place=place)


def add_content(apps, row, files, libraries):
    content = apps.get_model("packages", "Content").objects.create(
        pk=row.pk, kind="h5p", title=row.title, made_by=row.uploaded_by, made_at=row.uploaded_at
    )
    told = {found[1]: path for path in row.files if (found := TRANSLATION.match(path))}
    own = [path for path in row.files if path.startswith("content/") and path not in told.values()]
    own.remove("content/content.json")
    names = {held["name"]: libraries.best[held["name"]][2] for held in row.libraries}
    revision = apps.get_model("packages", "ContentRevision").objects.create(
        content=content,
        number=1,
        origin="imported",
        language=row.language,
        main=libraries.row(names[row.main_library]),
        parameters=json.loads(files.read(row, "content/content.json")),
        translations={language: json.loads(files.read(row, path)) for language, path in sorted(told.items())},
        metadata={"license": row.licence} if row.licence else {},
        sha256=row.sha256,
        size=sum(row.files[path] for path in own),
        made_by=row.uploaded_by,
        made_at=row.uploaded_at,
    )
    file = apps.get_model("packages", "ContentFile")
    for path in own:
        file.objects.create(revision=revision, path=path.removeprefix("content/"), blob=files.blob(row, path))
    named = {row.main_library, *named_in(revision.parameters)}
    for place, (name, manifest) in enumerate(names.items()):
        apps.get_model("packages", "RevisionLibrary").objects.create(
            revision=revision, library=libraries.row(manifest), place=place, named=name in named
        )
    content.current = revision
    content.save(update_fields=["current"])


def named_in(value):
    if isinstance(value, dict):
        if "params" in value and isinstance(value.get("library"), str):
            yield value["library"]
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from named_in(one)


class Migration(migrations.Migration):
    dependencies = [("packages", "0003_files_on_their_way")]

    operations = [migrations.RunPython(convert, migrations.RunPython.noop)]
