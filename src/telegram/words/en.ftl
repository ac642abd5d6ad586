# The words of Mujaz in English, in the order in which a reader meets them.

### Beginning and help

start =
    Send news: its text, link or file, or forward a channel's post.
    You get what happened in bullets and who said what, each point with its sentence of the news.
example-button = Show me an example
pick-topics-button = Pick topics
example-outlet = Example: news invented for a trial
example-begun = This is news for a trial, with its summary below.

bot-description =
    Mujaz summarises Arabic news and tells who said what.
    Send an article, its link, picture or file, or forward a channel's post: you get what happened in bullets, each with its sentence of the article, and nothing invented.
    Follow a topic, and one digest comes at your hour: each event once, with who reported it.
bot-short-description = Summarises Arabic news in bullets and tells who said what; every line rests on a sentence of the article.

help =
    What can I summarise?
    • the text of an article, pasted here
    • a link to an article, or up to five in one message
    • a post forwarded from a channel or chat; the channel's name stays its source
    • a file: PDF, Word (.docx), plain text or HTML, up to 20 MB
    • a picture of a page or a screenshot, where a language model works here to read it

    What will you see?
    • what happened, in bullets that all rest on the article
    • “Who said what”: every source with name, role and words; unnamed ones are shown as unnamed

    Digests: write /subscribe, and one message comes at your hour: each event once, with who reported it.
    /topics, /digest at once, /time, /timezone, /pause, /resume, /unsubscribe

    Questions: reply to any summary with a question, and I answer from the article alone. To cancel what you wait for: /cancel
    Groups: add me, then reply to any news with /summary or mention me with a link. Administrators bring a digest into a group or channel by /subscribe.

    Commands: /settings, /privacy, /forget, /help

unknown-command = I do not know this command. Write /help to see what I can do.

privacy =
    What is kept?
    • the text or link that you send, and what was read from a picture: two days, then it is deleted. Files and pictures themselves are not kept.
    • the summary, which all who sent the same article share and which does not carry your name: thirty days.
    • the number of your chat, so that the answer reaches you.
    • your topics, hour and time zone while you follow something; which stories you were told, for thirty days, so that none comes twice.
    • your settings, until you delete them.
    • if you judge a summary by 👍 or 👎: your opinion, the summary and its article, for forty days and without your name, for review.
    • if you call a source in your digest wrong: your number, the story and the outlet, for forty days, for the operators to review.
    What leaves this place? { $model ->
        [yes] The article's text alone, or its picture if you send one, goes to a language model, without your name or number.
       *[no] Nothing: no outside language model is used here.
    }
    You can have a copy of your data, or have all of it deleted:

forget-question = I will delete all that is kept of you: your messages, their answers and your settings. Go on?
forget-yes = Yes, delete my data
forget-no = No
forgotten = All that was kept of you has been deleted.
forget-cancelled = Nothing was deleted.

export-button = A copy of my data
forget-button = Delete my data
export-json = Your settings and subscription
export-opml = Your topics and their feeds, for a feed reader
export-title = My topics in Mujaz

not-allowed = This bot is private and cannot answer you.
group-hello = Hello. Reply to any news with /summary, or mention me with a link or a text, and I summarise it here. I answer nothing else.
summary-how = Reply with /summary to a message that holds news, or write a link or a text after it.
chat-flood = Too many summaries were asked for within a minute. Ask again in a while.
admins-only = This is for the administrators of this chat alone.

command-help = How to send an article
command-settings = Settings
command-privacy = What is kept of you
command-summary = Summarise the message you reply to
command-cancel = Cancel what you wait for
command-forget = Delete my data
command-start = Begin

# Words that can be written instead of commands, parted by commas.
words-start = begin
words-help = help
words-settings = settings
words-privacy = privacy
words-forget = delete my data, forget me

### Settings

settings-title = Settings
set-line = { $name }: { $value }
list-comma = ,{" "}
set-length = Length of summaries
set-length-short = Short
set-length-standard = Usual
set-length-long = Long
set-output = Language of summaries
set-output-ar = العربية
set-output-en = English
set-output-article = As the article
set-digits = Digits
set-digits-article = As printed
set-digits-arabic = ١٢٣
set-digits-latin = 123
set-sources = Who said what
set-sources-shown = Shown
set-sources-folded = Folded
set-language = Language of the bot
set-language-ar = العربية
set-language-en = English
set-time = Hour of the digest
set-zone = City
set-zone-none = not chosen yet
set-topics = Topics
set-topics-count = { $count ->
        [0] none yet
        [one] one topic
       *[other] { $count } topics
    }
set-quiet = Quiet hours
set-quiet-night = 22:00 to 07:00
set-quiet-late = 23:00 to 06:00
set-quiet-deep = 00:00 to 08:00
set-quiet-never = None
set-data = My data

### At work

placeholder = ⏳ The article has arrived. Reading and summarising it…
placeholder-in-line = ⏳ The article has arrived. { $ahead ->
        [one] One of yours is before it
       *[other] { $ahead } of yours are before it
    }; its answer comes in its turn.
placeholder-link = ⏳ Reading the link…
placeholder-file = ⏳ Reading the file…
progress-waiting = ⏳ Waiting its turn; { $ahead ->
        [one] one request comes before it…
       *[other] { $ahead } requests come before it…
    }
progress-summarising = ⏳ The article is read. Summarising it…
progress-retrying-site = ⏳ The site does not answer. Trying again for a minute; you can also paste the article's text here.
progress-retrying-file = ⏳ Telegram does not hand over the file. Trying again…
progress-retrying-model = ⏳ The article is read, but the language model is busy or does not answer. Trying again…
progress-checking = ⏳ The summary is written. Checking it against the text…
cancelled = This request was cancelled.
cancel-done = { $count ->
        [one] One request was cancelled.
       *[other] { $count } requests were cancelled.
    }
cancel-nothing = Nothing to cancel: none of your requests here waits for an answer.
words-cancel = cancel, stop it
placeholder-question = ⏳ Looking for the answer in the article…
repeat = You sent this article before; its answer is the message that I am replying to.

### The answer

who-said-what = Who said what
unnamed = unnamed
evidence-title = From the article
evidence-button = Evidence
evidence-same = Each point here is a sentence of the article as it stands.
redo-button = Summarise again
shorter-button = Shorter
longer-button = Longer
revise-begun = Being written anew; this message changes when it is ready.
revise-there = It is so already.
revise-too-early = This answer is only minutes old. Try again a little later.
note-working = ⏳ This summary is being written anew…
note-failed = This summary could not be changed and is as it was. Try again in a while.
note-first = 💡 The button “Evidence” shows the sentence that each point rests on.
answer-expired = Some time has passed and this article is no longer kept. Send it again to have it summarised anew.

up-button = 👍
down-button = 👎
voted-up-button = 👍 ✓
voted-down-button = 👎 ✓
vote-noted = Thank you, your opinion was noted.
vote-undone = Your opinion was taken back.
vote-why = What was wrong?
complaint-fact = A wrong fact
complaint-source = A wrong source
complaint-missing = Something missing
complaint-style = The style

follow-button = Follow
follow-which = Which topic would you like in your digest?
share-button = Share
shared = This is a clean copy: forward it to whom you like.
share-origin = By Mujaz: { $origin }
source-link = Source
role-after-name = , { $role }
quotation = “{ $text }”

made-by-model = Summarised by a language model and checked against the article{ $dropped ->
        [0] {""}.
        [one] {""}; one line that did not hold was removed.
       *[other] {""}; { $dropped } lines that did not hold were removed.
    }
read-from-picture = The text was read from a picture, so words may have been misread.
made-without-model = No language model was used: the bullets are sentences of the article.
made-without-model-away = The language model does not answer at the moment, so the bullets are sentences of the article.
made-without-model-paused = The language model is paused at the moment, so the bullets are sentences of the article.
made-without-model-refused = The language model declined to summarise this article, so the bullets are its own sentences.
made-without-budget = Today's spending limit is reached, so the bullets are sentences of the article, without a language model.
made-without-grounding = What the language model wrote did not hold against the article, so the bullets are its own sentences.

### Asking about an article

reply-not-mentioned = The article does not say.
reply-nearest = What comes nearest to your question in the article:
reply-none-near = No sentence of the article comes near to your question{ $reason ->
        [model-away] {""}, and the language model does not answer now.
        [model-paused] {""}, and the language model is paused.
        [budget-spent] {""}, and today's budget for the language model is spent.
       *[other] {""}.
    }
reply-by-model = A language model answered from this article alone, and its answer was checked against the text{ $dropped ->
        [0] {""}.
        [one] {""}; one line that did not hold was removed.
       *[other] {""}; { $dropped } lines that did not hold were removed.
    }
reply-without-model = { $reason ->
        [model-away] The language model does not answer now
        [model-paused] The language model is paused
        [model-refused] The language model declined to answer
        [budget-spent] Today's budget is spent
        [not-grounded] The language model's answer did not hold against the text
       *[other] No language model works here
    }: these are the article's own sentences that come nearest.
question-elsewhere = I answer a question that you send in reply to a summary. This message is none, or it is no longer kept.
words-thanks = thanks, thank you, thanks a lot, thx, great, good, nice, ok, okay
you-are-welcome = You are welcome.

### What is not summarised

failure-nothing-to-read = I found no text to read in your message. Send an article's text or its link.
failure-too-short = The text is too short to summarise; I need about three lines. Send the whole article, its link or its file, or write /help.
failure-too-long = The article is longer than I can read, which is 60,000 characters. Send the part that matters to you.
failure-message-unsupported = I do not read this kind of message, such as video, voice or stickers. Send an article's text, link, picture or file (PDF, Word or plain text).
failure-reply-unreadable = The text of the message that you reply to does not reach me. Forward it to me instead.
failure-too-many-links = There are more than five links in your message. Send five in one message at the most.
failure-not-news = This looks like a conversation, program code or a list of links, not a news article. Send an article's text or its link.
failure-link-of-aggregator = This is a Google News link, which cannot be opened elsewhere. Open it and send the article's link on the publisher's own site.
failure-link-of-network = This network does not open its posts to me. Paste the post's text here, or send the link of the article that it points to.
failure-link-of-video = This link leads to a video, which has no text to read. Send a written article on the matter.
failure-link-of-channel = This is the link of a channel or chat, not of a public post. Forward the post itself to me.
failure-telegram-post-unread = I could not read the post by its link. Forward it to me from its channel instead.
failure-file-too-large = The file is larger than Telegram lets bots read, which is 20 MB. Send a smaller file or paste the text.
failure-file-unsupported = I do not read this kind of file. Send PDF, Word (.docx), plain text, HTML or a picture, or paste the text here.
failure-file-broken = The file is damaged or built in a way that prevents reading it. Send it in another format or paste the text here.
failure-file-encrypted = The file is protected by a password. Save it without one and send it again, or paste the text here.
failure-file-gone = Telegram no longer has this file. Send it again.
failure-file-unreachable = The file could not be fetched from Telegram, after several tries. Send it again in a while.
failure-pdf-scanned = This file is made of scanned pictures without text. Send its pages as pictures or paste the text here.
failure-pdf-garbled = The letters of this file come out garbled, so its text cannot be trusted. Paste the article's text here or send a picture of the page.
failure-pdf-reader-missing = No reader of PDF files works here. Paste the article's text here, or send it as Word or plain text.
failure-picture-needs-model = Reading pictures takes a language model, and none works here. Paste the article's text or send its link.
failure-picture-unreadable = I found no text of an article in the picture. Send a clearer one or paste the text here.
failure-picture-too-large = The picture is larger than can be read. Send it compressed, as a photo and not as a file.
failure-foreign-language = This article is not in Arabic, and no language model works here that reads other languages. Send an Arabic article.
failure-daily-limit = You have had all the summaries of today. The count begins anew at midnight UTC.
failure-too-many-waiting = A hundred of your articles are still waiting. What you send now will not be read; send it again when their answers have come.
failure-expired = This article is no longer kept. Send it again.
failure-not-ready = This article's summary is not ready yet. Ask again when it has come.
failure-unreadable-line = This line cannot be read.
failure-address-forbidden = This link points to a private address that I may not open. Send a public link or paste the text.
failure-address-unknown = The site that this link points to does not exist. Check how it is written or paste the article's text here.
failure-page-unreachable = The site did not answer, after several tries. Paste the article's text here or send the link later.
failure-page-in-line = Many links to this site are waiting at the moment. Paste the article's text here or send the link later.
failure-page-insecure = The site's connection is not secure: its certificate is not valid. Paste the article's text here.
failure-page-too-slow = The site is too slow to read. Paste the article's text here.
failure-page-too-large = The page is larger than I can read. Paste the article's text here.
failure-page-missing = The site has no such page. Check the link or paste the article's text here.
failure-page-refused = The site refused to open the page for me. Paste the article's text here.
failure-page-not-text = The link does not point to a page of text. Send an article's link or paste its text.
failure-page-hostile = The page is built in a way that prevents reading it. Paste the article's text here.
failure-page-without-article = I found no article in the page. Paste its text here.
failure-page-paywalled = The article is behind a paywall, and only its beginning can be read. Paste its text here.
failure-page-needs-login = The page asks for a login. Paste the article's text here.
failure-page-cookie-wall = The page shows itself only after cookies are accepted. Paste the article's text here.
failure-page-needs-script = This page cannot be read outside a browser. Paste the article's text here.
failure-page-is-listing = The link points to a list of news, not to one article. Send the article's own link.
failure-page-is-video = The page holds a video and no article. Send a written article.
failure-model-rate-limited = Too many articles at the moment. Send yours again in a while.
failure-model-busy = The language model does not answer at the moment. Send the article again in a while.
failure-model-spend-limit = The spending limit for summaries is reached. Send the article later.
failure-model-refused = The language model declined to summarise this article.
failure-model-unreadable = No usable answer came out for this article. Send it again.
failure-model-misconfigured = Summaries are stopped by a fault in the set-up, which the operators have been told.
failure-budget-spent = Today's spending limit for summaries is reached. Send the article tomorrow.
failure-chat-flooded = Too many messages at the moment. Your answer comes in a while.
failure-chat-unreachable = The chat could not be reached. Your answer comes in a while.
failure-chat-closed = The chat is closed.
failure-message-rejected = The message was rejected. Send the article again.
failure-delivery-in-doubt = It is not certain that the answer arrived. Send the article again if it did not.
failure-store-away = Storage is away for a moment. Send the article again in a while.
failure-internal = Something went wrong on our side and was recorded. Send the article again.

### The digest: subscribing

command-subscribe = Follow a topic
command-topics = My topics and my hour
command-digest = The digest now
command-time = Hour of the digest
command-timezone = My time zone
command-pause = Pause the digest for days
command-resume = Resume the digest
command-unsubscribe = Stop following

words-subscribe = subscribe, follow
words-unsubscribe = unsubscribe, unfollow, stop following
words-topics = my topics, topics
words-digest = digest, my digest, digest now
words-time = time, change time, change the time, digest time
words-timezone = timezone, time zone, my city
words-pause = pause, pause digest, pause the digest, pause my digest, stop the digest, stop my digest
words-resume = resume, resume digest, resume the digest, resume my digest, unpause

# The news begins with these as well: an order they are in a short message only.
words-everyday = follow, digest, time, pause, topics
# What does not count after the order, and at its end.
words-fillers = to, in, on, about, for, at, from
words-please = please, now
words-all = all, everything
words-daily = every day, daily
words-twice = twice a day, twice daily
words-weekly = every week, weekly, once a week
words-morning = every morning, in the morning, mornings
words-evening = every evening, in the evening, and evening, and every evening, evenings

topic-politics = Politics
topic-economy = Economy
topic-sport = Sport
topic-technology = Technology
topic-culture = Culture
topic-health = Health
topic-science = Science

subscribe-question =
    What would you like to follow?
    Choose by the buttons, or write it in your own words: /subscribe سوريا
subscribe-too-short = Write at least one word after the command: /subscribe سوريا
subscribe-too-long = This is too long for a topic. Write one word or a few.
subscribe-too-many = You follow { $most } topics, which is the most. Remove one first: /topics
followed = You now follow: { $topic }.
followed-already = You follow this already: { $topic }.
unfollowed = You no longer follow: { $topic }.
unfollowed-all = You follow nothing any more, and no digest will come.
unfollow-question = What would you like to stop following?
unfollow-unknown = You follow no topic of this name. These are your topics:
unfollow-all-button = Stop all
unfollow-button = ✕ { $topic }

preview-title = “{ $topic }”: the latest on this topic
preview-empty = “{ $topic }”: nothing came in on it in the last days.
preview-line = { $title } ({ $outlet })
preview-must = The news must mention: { $terms }
preview-any = Preferred where it mentions: { $terms }
preview-not = Left out where it mentions: { $terms }
preview-or = { $one } or { $other }
preview-breadth-narrow = Narrower: all words must be in the news.
preview-breadth-usual = Is this what you want?
preview-breadth-wide = Wider: one of the words is enough.
preview-right = ✓ This is it
preview-narrower = Narrower
preview-wider = Wider
preview-expired = This proposal has expired. Write the topic again.

### The digest: when

topics-title = Your topics
topics-less = { $topic } (less than of others; for as much again: /subscribe { $topic })
topics-none = You follow nothing yet: /subscribe
topics-add = + Topic
schedule-daily = Your digest comes every day at { $first }, { $city } time.
schedule-twice = Your digest comes every day at { $first } and { $second }, { $city } time.
schedule-weekly = Your digest comes once a week, { $day } at { $first }, { $city } time.
schedule-later = That hour has had its digest already; the next one comes { $date } at { $time }.
schedule-no-zone = No digest comes before you have chosen your city: /timezone
schedule-paused = The digest is paused and comes back { $date } at { $time }. To have it back before: /resume

time-question = At what hour would you like your digest? Choose, or write for example /time 07:30 or /time 07:00 19:00.
time-bad = I did not understand the hour. Write for example 07:30 or 7:30 pm.
cadence-daily = Every day
cadence-twice = Twice a day
cadence-weekly = Every week
chosen = ✓ { $label }

zone-question = By the clock of which city? Choose your country, or write your city: /timezone Berlin
zone-which = Which one do you mean?
zone-bad = I do not know this city. Write a big city or a capital near you, or a zone such as Asia/Beirut.
zone-city = { $city }, { $country }
zone-set = Your clock is now that of { $city }, where it is { $time }.

pause-question = For how many days shall the digest pause?
pause-bad = Write the number of days, 1 to 30: /pause 3, /pause a week.
pause-days = { $days ->
        [one] One day
       *[other] { $days } days
    }
resumed = The digest is back.
not-paused = The digest is not paused.

not-yours = This button is no longer valid.
done = Done.
undo-button = ↩ Undo
undone = As it was before.
now-button = Digest now
hour-button = Hour
city-button = City

### The digest: the message

digest-title = Your digest
digest-update = Update
digest-news = New: { $text } ({ $outlet })
digest-first = First by { $outlet }, { $time }
digest-outlets = { $count ->
        [one] one independent source
       *[other] { $count } independent sources
    }
digest-and-copies = { $count ->
        [one] and one copy
       *[other] and { $count } copies
    }
digest-related = Related:
digest-related-here = story { $number }
digest-differences = Accounts differ: { $text } ({ $outlets })
digest-by-model = Summarised by a language model and checked against the sources' texts.
digest-without-model = Without a language model: the lines are the sources' own sentences.
digest-mixed = Partly summarised by a language model and checked against the sources' texts, partly the sources' own sentences.
digest-missed = Your digest of { $date } did not come, for a delay on our side; this is what mattered most.
digest-none-new = Nothing is new in your topics since your last digest.
digest-not-made = Your digest could not be made, for a fault on our side. Ask for it in a while: /digest
digest-silence = Nothing new for a week on { $topics }.
digest-cut-off = Nothing for a week on { $topics }: all of its sources have stopped, and the operators know.
digest-ordered = Preparing your digest…
digest-came = You have this already: it is in the chat.
quiet-wider = Wider: { $topic }
quiet-stop = ✕ { $topic }
digest-evidence = From the sources' texts

more-button = More ({ $left })
mute-button = Mute a story
less-button = Less of this
wrong-button = Wrong source
back-button = Back
mute-which = Which story would you like to mute?
less-which = Which story would you like less of?
wrong-which = In which story are words given to the wrong person?
muted = Nothing about this story will come for thirty days.
less-noted = There will be less of “{ $topic }” in your digest.
wrong-outlet = Whose report is told wrongly?
wrong-noted = Thank you. The operators will see that you doubt what is given here to { $outlet }.
m-undo = ↩ Do not mute story { $number }
l-undo = ↩ As before (story { $number })

### For operators alone: in the chat

words-stats = statistics, stats
words-feeds = feeds
words-login = login, dashboard

queue-articles = articles
queue-summaries = summaries
queue-deliveries = deliveries
queue-digests = digests
queue-feeds = feeds

stats-today = Today (UTC)
stats-week = The last seven days
stats-articles = { $count ->
        [one] One article answered
       *[other] { $count } articles answered
    }, { $model } of them by a model
stats-failures = { $count ->
        [0] No failures
        [one] One failure
       *[other] { $count } failures
    }
stats-failure = { $kind }: { $count }
stats-readers = { $count ->
        [one] One reader
       *[other] { $count } readers
    }, { $new } of them new
stats-new-readers = New readers: { $new }
stats-money = Money: { $spent } of { $budget } dollars
stats-money-week = Money: { $spent } dollars
stats-now = Now
stats-queue = { $queue }: { $waiting } waiting, { $active } at work, { $delayed } delayed, { $dead } dead
stats-memory = Redis memory: { $used } MB of { $most } MB
stats-memory-unbounded = Redis memory: { $used } MB, without a limit

feeds-none = No feeds are read here yet.
feeds-title = { $count ->
        [one] One feed
       *[other] { $count } feeds
    }: { $well } well, { $failing } failing, { $dead } dead
feeds-line = { $outlet }: { $reason }, newest { $newest }
feeds-more = And others: { $count }
feeds-doubted = { $outlet }: { feed-doubted }
feed-doubted = { $count ->
        [one] doubted by one reader
       *[other] doubted by { $count } readers
    }
feed-frozen = nothing new for two weeks
feed-undated = news without dates
feed-robots = the site keeps robots away
feed-never = unknown
feed-dead = ⚠️ A feed is dead: { $outlet } ({ $reason ->
        [frozen] nothing new for two weeks
        [undated] news without dates
        [robots] the site keeps robots away
       *[other] { $reason }
    })
feed-back = ✅ A feed works again: { $outlet }

stats-feedback = Opinions on { $count ->
        [0] summaries: none yet
        [one] one summary
       *[other] { $count } summaries
    }: 👍 { $up }, 👎 { $down }
cases-button = Cases for the evaluation (JSONL)
cases-none = Nobody has complained of a summary whose article is still kept.

login-link = The way to the dashboard; it works once, within five minutes:
login-too-many = You asked for too many links. Wait a minute.

alarm-budget = ⚠️ { $level }% of today's budget is spent. Once it is used up, readers get the article's own sentences until midnight UTC.
alarm-budget-over = ✅ Spending is below the mark again: { $level }% of today's budget.
alarm-memory = ⚠️ Redis uses { $level }% of its memory. Raise maxmemory before it is full.
alarm-memory-over = ✅ Redis has memory again: { $level }% used.
alarm-queue = ⚠️ Work is late: the oldest job has waited for { $level ->
        [one] one minute
       *[other] { $level } minutes
    }. See /stats
alarm-queue-over = ✅ Work is no longer late.
alarm-model = ⚠️ The language model does not answer: { $level ->
        [one] one call failed
       *[other] { $level } calls failed in a row
    }. Readers now get the article's own sentences.
alarm-model-over = ✅ The language model answers again.

### For operators alone: the dashboard

admin-title = Mujaz: dashboard
admin-other-language = العربية
admin-closed = This dashboard is for the operators of Mujaz. Send /login to the bot to get your link.
admin-door = Press the button to enter. The link works once.
admin-enter = Enter
admin-leave = Log out
admin-refresh = Refresh
admin-used = This link was used or has expired. Send /login to the bot again.
admin-too-many = Too many tries. Wait a minute.
admin-foreign = This request did not come from the dashboard and was not carried out.
admin-missing = There is no such page.
admin-at = { $time } UTC

admin-alarm-budget = Today's budget is nearly spent.
admin-alarm-memory = Redis is nearly out of memory.
admin-alarm-queue = Work is late.
admin-alarm-model = The language model does not answer.

admin-articles = Articles answered today
admin-failed = { $count ->
        [0] no failures
        [one] and one failure
       *[other] and { $count } failures
    }
admin-money = Money today
admin-of = of { $whole } ({ $share })
admin-readers = Readers today
admin-new = { $count } of them new
admin-waiting = Jobs waiting
admin-dead-jobs = { $count ->
        [0] no dead jobs
        [one] one dead job
       *[other] { $count } dead jobs
    }
admin-memory = Redis memory
admin-megabytes = { $count } MB
admin-no-limit = without a limit

admin-hours = Articles by hour, the last 24 hours
admin-hour = { $time }: { $model } by model, { $without } without, { $failed } failed
admin-by-model = by a model
admin-without-model = by the article's sentences
admin-unanswered = failed

admin-digests = Digests by hour, the last 24 hours
admin-digests-hour = { $time }: with news { $news }, nothing new { $empty }
admin-digests-news = with news
admin-digests-empty = nothing new

admin-how = How they were answered, the last seven days
admin-how-model = By a model
admin-how-no-model = Own sentences: no model here
admin-how-model-away = Own sentences: model away
admin-how-model-paused = Own sentences: model paused
admin-how-model-refused = Own sentences: model declined
admin-how-budget-spent = Own sentences: budget spent
admin-how-not-grounded = Own sentences: model did not hold
admin-nothing = Nothing yet.

admin-grounding = Lines held against the article by prompt version, the last seven days
admin-checked = { $count ->
        [one] one line
       *[other] { $count } lines
    }
admin-kept = { $share } kept
admin-repaired = { $count } mended
admin-dropped = { $count } dropped ({ $share })

admin-readers-days = Readers by day
admin-readers-day = { $time }: { $count }, { $new } of them new
admin-readers-new = new
admin-readers-known = known

admin-money-days = Money by day, against a daily budget of { $budget }
admin-money-day = { $day }: { $spent }
admin-calls = { $count ->
        [one] one call
       *[other] { $count } calls
    }
admin-no-calls = No model was asked.
admin-failed-calls = Calls that failed: { $count }

admin-stages = How long each stage takes, the last 24 hours
admin-done = Done
admin-half = Half within
admin-most = 95% within
admin-within = { $seconds } s
admin-longer = more than { $seconds } s
admin-queues = Queues
admin-queue = Queue
admin-state-waiting = waiting
admin-state-active = at work
admin-state-delayed = delayed
admin-state-dead = dead
admin-retry = Retry
admin-retry-all = Retry all
admin-when = When
admin-job = Job
admin-reason = Reason

admin-feedback = What readers thought of summaries
admin-text-expired = The article is no longer stored.
admin-feeds = Feeds
admin-feeds-well = Those that are well: { $count }
admin-outlet = Outlet
admin-condition = Condition
admin-newest = Newest item
admin-asked = Last asked
admin-well = well
