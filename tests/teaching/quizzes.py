"""Reading quizzes as a test does."""

import io
import zipfile
from xml.etree import ElementTree as ET

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"


def qti(data):
    """The manifest and the assessment of a QTI zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        manifest = ET.fromstring(archive.read("imsmanifest.xml"))
        (name,) = [name for name in archive.namelist() if name.endswith(".xml") and "/" in name and "meta" not in name]
        return manifest, archive.read(name).decode()
