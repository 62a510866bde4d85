import type { Provider } from '@app/contracts';

/**
 * What mail servers said to workers in a recording: how often, to which command, and the last line, shortened at its
 * end. `invented` is the answer to an invented recipient after the address itself was accepted. The share of the
 * kinds among each other is that of the recording; how many addresses are accepted, refused or put off at all, the
 * scenario says.
 */
export const RECORDED_ANSWERS: Readonly<Record<Provider, string>> = {
  generic: `
100 rcpt_to 552 5.2.2 <someone@alpha.test>: user is over quota
79 rcpt_to 550 5.1.1 <someone@alpha.test>: Recipient address rejected: User unknown in virtual mailbox table
70 rcpt_to 450 4.2.0 <someone@alpha.test>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch
59 invented 550 5.1.1 <someone@alpha.test>: Recipient address rejected: User unknown in virtual mailbox table
52 rcpt_to 452 4.2.2 <someone@alpha.test> Quota exceeded (mailbox for user is full)
52 rcpt_to 451 4.7.1 Greylisting in action, please come back later
40 rcpt_to 554 Blocked - see https://ipcheck.proofpoint.com/?ip=198.51.100.10
32 rcpt_to 421 4.7.0 mx1.alpha.test Error: too many connections from 198.51.100.10
30 rcpt_to 554 5.7.1 Service unavailable; Client host [198.51.100.10] blocked using zen.spamhaus.org
26 banner 421 mx1.alpha.test Service not available, too busy
24 rcpt_to 451 4.3.5 Server configuration problem
24 rcpt_to 554 5.7.1 <someone@alpha.test>: Relay access denied
21 rcpt_to 550 No Such User Here
21 rcpt_to 511 sorry, no mailbox here by that name
20 mail_from 550 <someone@alpha.test>: Sender address rejected
18 mail_from 553 5.1.8 <someone@alpha.test>... Domain of sender address does not exist
17 rcpt_to 552 Requested mail action aborted: exceeded storage allocation
16 invented 250 2.1.5 Ok
16 rcpt_to 451 4.7.1 Deferred by outlook.com upstream, come back later
15 rcpt_to 553 Requested action not taken: mailbox name not allowed
14 rcpt_to 451 Temporary local problem - please try later
11 rcpt_to 554 Mail rejected. Authentication required, use port 587
9 banner 554 mx1.alpha.test Your access to this mail system has been rejected due to the sending MTA's poor reputation.
8 mail_from 451 4.7.1 Greylisted, please try again in 300 seconds
8 rcpt_to 550 Sender verify failed
8 rcpt_to 354 go on
8 rcpt_to 511 sorry, no mailbox here by that name (#5.1.1 - chkuser)
7 invented 451 4.7.1 Greylisting in action, please come back later
7 mail_from 550 5.7.23 SPF validation failed for verifier.test
7 rcpt_to 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)
5 banner 554 mx1.alpha.test No SMTP service here
5 rcpt_to 550 Administrative prohibition, connection from 203.5.7.41
4 rcpt_to 550 Empfänger unbekannt: Postfach existiert nicht
3 ehlo 250 AUTH PLAIN LOGIN`,
  gmail: `
80 rcpt_to 450 4.2.1  https://support.google.com/mail/?p=ReceivingRate - gsmtp
77 rcpt_to 421 4.7.0  https://support.google.com/mail/?p=UnsolicitedRateLimitError - gsmtp
73 rcpt_to 550 5.1.1  https://support.google.com/mail/?p=NoSuchUser - gsmtp
68 rcpt_to 452 4.2.2  https://support.google.com/mail/?p=OverQuotaTemp - gsmtp
54 invented 550 5.1.1  https://support.google.com/mail/?p=NoSuchUser - gsmtp
42 rcpt_to 550 5.7.1  https://support.google.com/mail/?p=UnsolicitedMessageError - gsmtp
40 rcpt_to 452 4.5.3 Your message has too many recipients
33 rcpt_to 552 5.2.2  https://support.google.com/mail/?p=OverQuotaPerm - gsmtp
32 rcpt_to 451 4.3.0  https://support.google.com/a/answer/3221692 - gsmtp
22 invented 250 2.1.5 OK - gsmtp
20 rcpt_to 421 4.7.28  https://support.google.com/mail/?p=UnsolicitedIPError - gsmtp
16 rcpt_to 550 5.2.1  https://support.google.com/mail/?p=DisabledUser - gsmtp
14 invented 450 4.2.1  https://support.google.com/mail/?p=ReceivingRate - gsmtp
6 rcpt_to 553 5.1.3 address. For more information, go to https://support.google.com/a/answer/3221692 - gsmtp`,
  microsoft: `
47 rcpt_to 550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).
41 invented 550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).
32 rcpt_to 550 5.4.1 Recipient address rejected: Access denied
28 rcpt_to 451 4.7.500 Server busy. Please try again later from [198.51.100.10]. (AS77712321)
24 rcpt_to 451 4.7.650 The mail server [198.51.100.10] has been temporarily rate limited due to IP reputation
18 rcpt_to 550 Unfortunately, messages weren't sent. Part of their network is on our block list (OU-002).
18 rcpt_to 421 Unfortunately, some messages weren't sent. Please try again. We have limits (RP-001).
17 rcpt_to 554 5.2.2 mailbox full; Exception:QuotaExceededException
14 rcpt_to 550 5.7.606 Access denied, banned sending IP [198.51.100.10]
13 invented 550 5.4.1 Recipient address rejected: Access denied
12 rcpt_to 421 4.3.2 The maximum number of concurrent server connections has exceeded a limit
10 rcpt_to 451 4.4.4 Mail received as unauthenticated
10 rcpt_to 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient someone@tenant.test not found by SMTP address lookup
8 banner 421 4.3.2 Service not active
8 invented 250 2.1.5 Recipient OK
8 rcpt_to 452 4.5.3 Too many recipients (AS780090)
8 rcpt_to 450 4.7.0 Proxy session setup failed on Frontend
8 rcpt_to 550 5.7.1 Service unavailable, Client host [198.51.100.10] blocked using Customer Block list (AS16012612)
7 mail_from 550 5.1.8 Access denied, bad outbound sender AS(41010001)
7 rcpt_to 550 5.7.51 TenantInboundAttribution; There is a partner connector configured that matched`,
  yahoo: `
72 rcpt_to 421 4.7.0 [TSS04] Messages from 198.51.100.10 temporarily deferred due to unexpected volume
40 rcpt_to 451 Resources temporarily not available - Please try again later [#4.16.5].
39 rcpt_to 552 1 Requested mail action aborted, mailbox not found
36 rcpt_to 421 4.7.1 [TS03] All messages from 198.51.100.10 will be permanently deferred; Retrying will NOT succeed
36 rcpt_to 554 delivery error: dd This user doesn't have a yahoo.com account (someone@yahoo.com)
34 rcpt_to 554 5.7.9 Message not accepted for policy reasons
30 rcpt_to 553 5.7.2 [TSS09] All messages from 198.51.100.10 will be permanently deferred; Retrying will NOT succeed
24 rcpt_to 451 4.3.2 Internal error reading data
21 rcpt_to 554 30 Sorry, your message to someone@yahoo.com cannot be delivered. This mailbox is disabled (554.30).
17 invented 554 delivery error: dd This user doesn't have a yahoo.com account (someone@yahoo.com)
16 invented 552 1 Requested mail action aborted, mailbox not found
14 rcpt_to 553 5.7.1 [BL21] Connections will not be accepted from 198.51.100.10, because the ip is in Spamhaus's list
12 invented 421 4.7.0 [TSS04] Messages from 198.51.100.10 temporarily deferred due to unexpected volume`,
};
