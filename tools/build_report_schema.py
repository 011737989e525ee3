"""Write ``src/factcheck/data/report-v1.schema.json`` anew from the models: ``python tools/build_report_schema.py``."""

from __future__ import annotations

from pathlib import Path

from factcheck.report.schema_v1 import schema_text

TARGET = Path(__file__).parent.parent / "src/factcheck/data/report-v1.schema.json"

if __name__ == "__main__":
    TARGET.write_text(schema_text(), encoding="utf-8")
