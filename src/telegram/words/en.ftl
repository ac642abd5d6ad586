# The words of Mujaz in English, in the order in which a reader meets them.

### Beginning and help

start =
    Welcome to Mujaz.
    Send a news article, its link, or forward a channel's post. You get what happened in bullets and who said what, each line with its sentence of the article.

help =
    What can I summarise?
    • the text of an article, pasted here
    • one link to an article in a message
    • a post forwarded from a channel or chat; the channel's name stays its source

    What will you see?
    • what happened, in bullets that all rest on the article
    • “Who said what”: every source with name, role and words; unnamed ones are shown as unnamed

    Commands: /privacy, /forget, /help

unknown-command = I do not know this command. Write /help to see what I can do.

privacy =
    What is kept?
    • the text or link that you send: two days, then it is deleted.
    • the summary, which all who sent the same article share and which does not carry your name: thirty days.
    • the number of your chat, so that the answer reaches you.
    What leaves this place? { $model ->
        [yes] The article's text alone is sent to a language model, without your name or number.
       *[no] Nothing: no outside language model is used here.
    }
    To delete all that is yours: /forget

forget-question = I will delete all that is kept of you: your messages, their answers and your settings. Go on?
forget-yes = Yes, delete my data
forget-no = No
forgotten = All that was kept of you has been deleted.
forget-cancelled = Nothing was deleted.

not-allowed = This bot is private and cannot answer you.
group-not-yet = For now I work in private chats only. Write to me directly.

command-help = How to send an article
command-privacy = What is kept of you
command-forget = Delete my data
command-start = Begin

# Words that can be written instead of commands, parted by commas.
words-start = begin
words-help = help
words-privacy = privacy
words-forget = delete my data, forget me

### At work

placeholder = ⏳ The article has arrived. Reading and summarising it…
repeat = You sent this article before; its answer is the message that I am replying to.

### The answer

who-said-what = Who said what
unnamed = unnamed
evidence-title = From the article
evidence-button = The sentences behind this summary
redo-button = Summarise again
redo-begun = Being summarised again; this answer changes when the new one is ready.
redo-too-early = This answer is only minutes old. Try again a little later.
evidence-expired = This summary is no longer kept. Send the article again to have it summarised anew.
source-link = Source
role-after-name = , { $role }
quotation = “{ $text }”

made-by-model = Summarised by a language model and checked against the article{ $dropped ->
        [0] {""}.
        [one] {""}; one line that did not hold was removed.
       *[other] {""}; { $dropped } lines that did not hold were removed.
    }
made-without-model = No language model was used: the bullets are sentences of the article.
made-without-model-away = The language model does not answer at the moment, so the bullets are sentences of the article.
made-without-model-paused = The language model is paused at the moment, so the bullets are sentences of the article.
made-without-model-refused = The language model declined to summarise this article, so the bullets are its own sentences.
made-without-budget = Today's spending limit is reached, so the bullets are sentences of the article, without a language model.
made-without-grounding = What the language model wrote did not hold against the article, so the bullets are its own sentences.

### What is not summarised

failure-nothing-to-read = I found no text to read in your message. Send an article's text or its link.
failure-too-short = The text is too short to summarise. Send the whole article or its link.
failure-too-long = The article is longer than I can read. Send the part that matters to you.
failure-not-supported-yet = I do not read files, pictures or recordings yet. Paste the article's text or send its link.
failure-several-links = There is more than one link in your message. Send each link in a message of its own.
failure-foreign-language = This article is not in Arabic, and no language model works here that reads other languages. Send an Arabic article.
failure-daily-limit = You have had all the summaries of today. The count begins anew at midnight UTC.
failure-expired = This article is no longer kept. Send it again.
failure-unreadable-line = This line cannot be read.
failure-address-forbidden = This link points to a private address that I may not open. Send a public link or paste the text.
failure-address-unknown = The site that this link points to does not exist. Check how it is written.
failure-page-unreachable = The site did not answer, after several tries. Paste the article's text or try later.
failure-page-too-slow = The site is too slow to read. Paste the article's text here.
failure-page-too-large = The page is larger than I can read. Paste the article's text here.
failure-page-missing = The site has no such page. Check the link.
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
