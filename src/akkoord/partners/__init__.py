"""How a case reaches a partner: one module a format, each with NAME, LABEL and MEANS (core.handover.parcel.Format)."""
