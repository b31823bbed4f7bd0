"""Notices of delivery as the servers of the world write them: the shapes of Postfix, Exchange, Gmail and Exim, with our names in them."""

from __future__ import annotations

_POSTFIX = """Return-Path: <>
Date: Mon, 16 Nov 2026 10:00:12 +0100 (CET)
From: MAILER-DAEMON@mx.provider.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: administratie@delinde.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="9A7.17/mx"
Message-Id: <20261116090012.{number}@mx.provider.example>

This is a MIME-encapsulated message.

--9A7.17/mx
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.provider.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

--9A7.17/mx
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.provider.example
X-Postfix-Queue-ID: 9A7
X-Postfix-Sender: rfc822; administratie@delinde.example
Arrival-Date: Mon, 16 Nov 2026 10:00:11 +0100 (CET)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.vermeer.example
Diagnostic-Code: smtp; {said}

--9A7.17/mx
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: De Linde <administratie@delinde.example>
To: {recipient}
Subject: Herinnering
Message-ID: <{key}@delinde.example>

Geachte heer, mevrouw,

--9A7.17/mx--
"""
_EXCHANGE = """From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@vermeer.onmicrosoft.example>
To: <administratie@delinde.example>
Date: Mon, 16 Nov 2026 09:00:14 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="8b0f3d5f-53a6-4d3e-94f8-1c1f4f26aa9c"
Content-Language: nl-NL
Message-ID: <7c3aa4a1-{number}@AM0PR01MB0000.eurprd01.prod.exchange.example>
In-Reply-To: <{key}@delinde.example>
References: <{key}@delinde.example>
Subject: Onbestelbaar: Herinnering
Auto-Submitted: auto-replied
MIME-Version: 1.0

--8b0f3d5f-53a6-4d3e-94f8-1c1f4f26aa9c
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="c1fa0c4c-3c44-4be7-9f62-2c4be2c1ba02"

--c1fa0c4c-3c44-4be7-9f62-2c4be2c1ba02
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

VXcgYmVyaWNodCBrb24gbmlldCB3b3JkZW4gYmV6b3JnZC4=

--c1fa0c4c-3c44-4be7-9f62-2c4be2c1ba02--

--8b0f3d5f-53a6-4d3e-94f8-1c1f4f26aa9c
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0PR01MB0000.eurprd01.prod.exchange.example
Received-From-MTA: dns;mx.provider.example
Arrival-Date: Mon, 16 Nov 2026 09:00:13 +0000

Final-Recipient: rfc822;{recipient}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

--8b0f3d5f-53a6-4d3e-94f8-1c1f4f26aa9c
Content-Type: text/rfc822-headers

Received: from mx.provider.example (192.0.2.1) by AM0PR01MB0000
From: De Linde <administratie@delinde.example>
To: {recipient}
Subject: Herinnering
Message-ID: <{key}@delinde.example>

--8b0f3d5f-53a6-4d3e-94f8-1c1f4f26aa9c--
"""
_GMAIL = """Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: administratie@delinde.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: <{key}@delinde.example>
In-Reply-To: <{key}@delinde.example>
X-Failed-Recipients: {recipient}
Message-ID: <6556{number}.050a0220.7b1c5.0000.GMR@mx.google.example>
Date: Mon, 16 Nov 2026 01:00:15 -0800 (PST)
Content-Type: multipart/report; boundary="000000000000f1a2b3060a4b5c6d"; report-type=delivery-status

--000000000000f1a2b3060a4b5c6d
Content-Type: multipart/related; boundary="000000000000f1a2b8060a4b5c70"

--000000000000f1a2b8060a4b5c70
Content-Type: multipart/alternative; boundary="000000000000f1a2bb060a4b5c71"

--000000000000f1a2bb060a4b5c71
Content-Type: text/plain; charset="UTF-8"

** Address not found **

Your message wasn't delivered to {recipient} because the address couldn't be found.

--000000000000f1a2bb060a4b5c71--
--000000000000f1a2b8060a4b5c70--
--000000000000f1a2b3060a4b5c6d
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Arrival-Date: Mon, 16 Nov 2026 01:00:14 -0800 (PST)
X-Original-Message-ID: <{key}@delinde.example>

Final-Recipient: rfc822; {recipient}
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.l.google.example. (2a00:1450::1b, the server for the domain.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
 Please try double-checking the recipient's email address for typos or
 550 5.1.1 unnecessary spaces.
Last-Attempt-Date: Mon, 16 Nov 2026 01:00:15 -0800 (PST)

--000000000000f1a2b3060a4b5c6d
Content-Type: message/rfc822

From: De Linde <administratie@delinde.example>
To: {recipient}
Subject: Herinnering
Message-ID: <{key}@delinde.example>

Geachte heer, mevrouw,

--000000000000f1a2b3060a4b5c6d--
"""
_EXIM = """Return-path: <>
X-Failed-Recipients: {recipient}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mail.provider.example>
To: administratie@delinde.example
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1r3Xyz-{number}-AB@mail.provider.example>
Date: Mon, 16 Nov 2026 10:00:16 +0100

This message was created automatically by mail delivery software.
A message that you sent could not be delivered to one or more of its recipients:

  {recipient}
    Unrouteable address
"""
SHAPES = {"postfix": _POSTFIX, "exchange": _EXCHANGE, "gmail": _GMAIL, "exim": _EXIM}


def notice(
    shape: str,
    *,
    recipient: str = "crediteuren@vermeer.example",
    key: str = "letter-1-2",
    action: str = "failed",
    status: str = "5.1.1",
    said: str = "550 5.1.1 <crediteuren@vermeer.example>: Recipient address rejected: User unknown",
    number: int = 1,
) -> bytes:
    """A notice about a letter to this address; what only Postfix tells is given for Postfix."""
    facts = {"recipient": recipient, "key": key, "action": action, "status": status, "said": said, "number": number}
    return SHAPES[shape].format(**facts).replace("\n", "\r\n").encode()
