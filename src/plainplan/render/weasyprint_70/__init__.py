"""What is done to WeasyPrint 70.0 to make it faster, and to no other version. `docs/weasyprint.md` tells each part.

All of it can go: without it, PDFs say the same and take longer (`PLAINPLAN_PLAIN=weasyprint`).
"""
