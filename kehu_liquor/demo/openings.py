"""Who opened an account with which papers, who is about to, and whose papers end."""

import base64
from datetime import timedelta

from odoo.tools import file_open

#: Days until the licence ends, of customers whose opening was approved.
APPROVED = (22, 5, -12, 260, 410, 700, 75, 520)
SPREAD = 11  # every so many-th of them, so that all roles are seen
#: How far those who are new have come, and since how many days.
COMING = (("draft", 1), ("applied", 2), ("applied", 9), ("checked", 3), ("refused", 20))
REFUSED = "许可证照片看不清，请重新拍照上传"
PICTURE = "kehu_liquor/static/description/icon.png"
#: Papers in the town's language: what the standards call them there.
WORDS = {
    "Food Business Licence (Liquor Sales)": "食品经营许可证（酒类销售）",
    "Business Licence": "营业执照",
    "Warehouse and Delivery Vehicles": "仓库与配送车辆",
    "Sales Staff and Outlets Covered": "销售人员与覆盖网点",
    "Distribution Contract": "经销合同",
    "Supply Contract": "供货合同",
    "Supply Agreement": "供货协议",
    "Designated Merchant Agreement": "定点商户协议",
    "Photo of the Shop Front": "门头照片",
    "Photo of the Shop Sign": "店招照片",
    "First Payment": "首批款",
}


class Openings:
    """Old customers with approved papers, new ones on their way."""

    def __init__(self, env, company, register, users, today):
        self.env, self.company, self.today = env, company, today
        self.register, self.users = register, users
        standards = env["kehu.opening.standard"].search([])
        self.roles = {standard.role_id for standard in standards}
        with file_open(PICTURE, "rb") as picture:
            self.picture = base64.b64encode(picture.read())

    def keep(self):
        buying = self._rows(buying=True)[::SPREAD]
        for days, row in zip(APPROVED, buying, strict=False):
            self._open(row, "approved", 200, days)
        for (state, days), row in zip(COMING, self._rows(buying=False), strict=False):
            self._open(row, state, days, 365 * 3)

    def _rows(self, buying):
        """Customers whose role has a standard: bought already, or not yet."""
        return [
            row
            for row in self.register.rows
            if row.owner
            and bool(row.habit) == buying
            and self.register.partners[row.ref].kehu_role_id in self.roles
        ]

    def _open(self, row, state, days, until):
        partner = self.register.partners[row.ref]
        opening = self.env["kehu.opening"].sudo().create({"partner_id": partner.id})
        papers = opening.line_ids if state != "draft" else opening.line_ids[:1]
        for line in opening.line_ids:
            line.name = WORDS.get(line.name, line.name)
        for line in papers.filtered("is_paper"):
            line.write(self._paper(line, until))
        opening.write(self._steps(row, state, self.today - timedelta(days=days)))

    def _paper(self, line, until):
        """Numbers as such papers have them, made of the row's own."""
        ends = self.today + timedelta(days=until + 90 * (line.kind != "licence"))
        forms = {True: "JY1510107{:07d}", False: "91510107MA6{:07d}"}
        form = forms[line.needs_date_end] if line.kind == "licence" else "HT{:06d}"
        number = form.format(line.id)
        return {
            "number": line.needs_number and number,
            "date_end": line.needs_date_end and ends,
            "file": line.needs_file and self.picture,
            "file_name": line.needs_file and f"{line.name}.png",
            "is_ticked": True,
        }

    def _steps(self, row, state, day):
        """Applied by the owner, checked by the lead, decided by the manager."""
        if state == "draft":
            return {}
        steps = {
            "state": state,
            "applied_by_id": self.users[row.owner].id,
            "applied_on": day,
        }
        if state in ("checked", "approved", "refused"):
            steps |= {"checked_by_id": self.users["lead"].id, "checked_on": day}
        if state in ("approved", "refused"):
            manager = self.users["manager"].id
            steps |= {"decided_by_id": manager, "decided_on": day}
        if state == "refused":
            steps["decision_note"] = REFUSED
        return steps
