"""The cues, by label. Their scores are measured: see `precision.json` and `lab.cue_precision`.

Sources: Hyland 2005, "Metadiscourse", list of hedges; the weasel words of the CoNLL-2010
shared task on Wikipedia (https://aclanthology.org/W10-3001/); news sentences that were
labelled by reading. The examples are made up.
"""

from __future__ import annotations

from qualityfilter.hedging.cue import Cue, whole_words

_HYLAND = "Hyland 2005, list of hedges"
_WEASEL = "CoNLL-2010, weasel words"
_SEEN = "labelled news sentences"


def _glued(inner: str) -> str:
    """Words so plain that they count when a bad scrape has glued them to the word before."""
    return rf"(?:^|(?s:.))(?P<cue>{inner})(?:[^\p{{L}}]|$)"


_DOUBTFULLY = "presumably|conceivably|arguably|seemingly|ostensibly|supposably|putatively"
_FROM_HEARSAY = "reportedly|allegedly|purportedly|supposedly|rumou?redly"
GLUED = (
    rf"\p{{L}}(?P<cue>probably|possibly|perhaps|apparently|{_DOUBTFULLY}|{_FROM_HEARSAY})"
    r"(?:[^\p{L}]|$)"
)
"""Finds the cues made by `_glued` where the word before has no blank after it."""

_WORD = r"[^ ,;]+"
_ADVERBS = r"(?: not| also| well| still| never| even| now| soon| just| already| then| further| otherwise| [a-z]+ly)*"
_BE = r"(?:is|are|was|were|be|been|being)"
_MODAL_CORE = (
    r"(?:may|might|could|would|[a-z]+'d)(?:n't)?"
    r"(?:(?: not| never| also| well| still| even| then| now| [a-z]+ly)* [\p{L}'-]+)?"
)
_WOULD_CORE = (
    r"(?:would|could|[a-z]+'d)(?:n't)?"
    r"(?:(?: not| never| also| well| still| even| then| now| [a-z]+ly)*(?: be| have to| no longer)?"
    r" [\p{L}'-]+)?"
)
_IF_CORE = r"(?:what|imagine) if|(?:even |only )?(?:if|unless)(?: [^ ,;]+){0,3}"
_VERB_CORE = r"(?:expect|suspect|think|thought|believe)[a-z]*"
_CROWD = (
    r"(?:analysts|experts|critics|observers|economists|scholars|activists|insiders|pundits|ske?ptics"
    r"|sceptics|opponents|proponents|supporters|detractors|witnesses|eyewitnesses|advocates|locals"
    r"|commentators|strategists|campaigners|environmentalists|traders|historians|watchers|cynics"
    r"|liberals|conservatives|academics|negotiators|viewers|forecasters)"
)
_STAFF = r"(?:officials?|aides?|advis[eo]rs?|diplomats?|insiders?|staffers?)"
_HOLD = (
    r"(?:say|says|said|claim|claimed|argue|argued|believe|believed|think|thought|fear|feared|contend"
    r"|contended|warn|warned|expect|expected|predict|predicted|see|saw|suspect|suspected|worry"
    r"|worried|suggest|suggested|speculate|speculated|question|questioned|consider|considered|insist"
    r"|insisted|point out|pointed out|maintain|regard|view|describe|described|call|called|liken)"
)
_TELL = (
    r"(?:said|says|say|told|tell|tells|added|adds|claim|claims|claimed|confirm|confirmed|revealed"
    r"|reveals|indicated|insisted|described|cautioned|noted|stressed|suggested|warned)"
)
_ASKED = (
    r"(?:see|seeing|ask|asks|asked|asking|know|knows|knew|wonder|wonders|wondered|wondering|check"
    r"|checking|determine|determining|inquire|learn|learned|decide|unclear|uncertain|unknown|sure"
    r"|doubt|tell|find out|question|not say|n't say|n't matter|does it matter|no word|remember)"
)
_REPORTED = (
    r"(?:said|says|saying|announced|announcing|promised|vowed|pledged|thought|knew|believed|hoped"
    r"|hoping|assured|insisted|revealed|confirmed|indicated|ordered|decided|wondered|doubted|told"
    r"|added|noted|wrote|agreed|feared|signaled|claimed|learned|sworn|swore|expected|warned)"
    r"(?: [^ ;]+){0,6}? (?:he|she|they|we|i|someone|who|his [a-z]+|her [a-z]+|their [a-z]+)"
    r"(?: would|'d|n't)"
    r"|(?:announced|promised|vowed|pledged|revealed|decided|agreed)(?: [^ ;]+){0,5}? would"
    r"|(?:see|know|learn|learned|wonder|wondered|ask|asked|told) (?:us |me |him |her |them )?"
    r"(?:how|what|whether|if|when|where)(?: [^ ;]+){1,6}? would"
)
_WOULD_IDLE = (
    r"would(?:n't| not)? (?:later|eventually|go on to|come to|soon|often|always|usually|normally"
    r"|typically|regularly|like|love|rather|prefer|comment|confirm|discuss|disclose|say|answer"
    r"|allow|let|agree|reportedly|work to|seem|appear|be consistent)"
    r"|would-be|so (?:that )?(?:he|she|they|it|we|i) would"
)
_IF_IDLE = (
    rf"{_ASKED}(?: [^ ;]+){{0,5}}? (?:if|unless)(?:[^\p{{L}}]|$)|(?:as|nothing|whether or not) if"
    r"|if (?:necessary|possible|needed|any|anything|so|only|at all|ever|not entirely|applicable)"
    r"|if you(?:'re|'ve|'d)?[ ,]|damned if|if and only if|if (?:a (?:little|bit|touch)|rather|somewhat|slightly) "
    r"|(?:please|call|contact|email|click|visit|write to|tell|inform|notify)(?: [^ ;]+){1,8}? if"
)

SPECULATIVE: tuple[Cue, ...] = (
    Cue(
        "speculative.might",
        "speculative",
        whole_words(r"might(?:n't| not| have| be)?"),
        r"(?:you|one|we|some|many|who) might (?:also |well |even )?(?:ask|say|recall|remember|imagine|add|argue|know|call|notice|dwell)|might (?:just )?as well|might(?: not)? sound|(?:military|economic|political|full|[a-z]+'s|the|its|their|his|industrial|naval) might|might (?:of|and main)|just because [^;]* might|no (?:[^ ]+ )?reason why [^;]* might",
        "might: a modal of possibility",
        _HYLAND,
        (
            "The new port might provide work for hundreds of families.",
            "Heavy rain might not arrive before the weekend.",
        ),
        (
            "The fleet was a symbol of military might for decades.",
            "You might ask why the shop never closed.",
        ),
        core=_MODAL_CORE,
    ),
    Cue(
        "speculative.may",
        "speculative",
        whole_words(r"(?-i:may)"),
        r"no [a-z]+(?: [a-z]+)? may(?: not)?|(?:drivers|members|residents|visitors|holders|owners|applicants|pupils|students|tenants|guests|passengers|cyclists|dogs|no one|nobody) may|(?:you|one|some|many|readers|listeners|viewers)(?: of you)? may (?:also |well |even )?(?:ask|recall|remember|know|notice|be aware|want|wish|unsubscribe|opt|contact|visit|like|add)|may (?:just )?as well|may(?: not| or may not)? sound|may not be (?:published|broadcast|rewritten|redistributed|reproduced|copied|used|distributed|reprinted|sold|shared)|come what may|as [^ ]+ as [^ ]+ may|may [^ ]* ?(?:be (?:provided|obtained|submitted|contacted|purchased|emailed|directed|filed|sent|paid|found at|fined)|apply|buy|purchase|register|submit|appeal|vote|file|choose|request|enter|bring|carry|use|park|take|leave|accept|keep|order|borrow|smoke|swim|withdraw|cancel|prescribe)|(?:anyone|anybody|those) (?:who|that) may|(?:who|only) may|may(?: not)? (?:have|be|seem|look|satisfy)[^;]{0,60}, but (?:he|she|it|its|they|the|there|that|this|we|you|i|still)",
        "may: a modal of possibility",
        _HYLAND,
        (
            "The outage may have begun in a substation near the river.",
            "Prices may climb again in the autumn.",
        ),
        (
            "Residents may apply for a permit at the town hall.",
            "It may sound odd, but the bakery has no oven.",
        ),
        core=_MODAL_CORE,
    ),
    Cue(
        "speculative.could",
        "speculative",
        whole_words(r"could"),
        r"(?:so|so that|how|what|who|anyone|whatever|everything|nothing|wish|no one|nobody|where|when|before|until|best|idea that|model that) (?:[^ ;]+ ){0,4}could|(?:i|we|you) could|could be (?:heard|seen|found|reached)|could be (?:bought|booked|hired|rented|collected|borrowed|paid|had) (?:at|in|from|for|online|on)|(?:by the age of|at the age of|as a (?:child|boy|girl|teenager)|in those days|back then)[^;]{0,60} could|could care less|could(?: [a-z]+ly)? (?:swim|speak|read|write|walk|sing|play|lift|sleep|eat|stand|sit|cook|count|recall|watch|smell|taste|drive|ride|fly|dance|breathe|talk|identify|pick|answer|pass|attempt|use|post|say|stem|bring)|could(?:n't| not| never| barely| hardly| only| see| hear| feel| tell| remember| afford| understand| imagine| kind of| have (?:ever|just|easily|done|gone))",
        "could: something that is possible, not an ability",
        _HYLAND,
        (
            "The storm could sweep across three islands.",
            "Analysts see a merger that could close in spring.",
        ),
        (
            "He could not possibly have known the answer.",
            "They could hear music from the next room.",
        ),
        core=_MODAL_CORE,
    ),
    Cue(
        "speculative.modal-adverb",
        "speculative",
        whole_words(
            r"(?:may|might|could|can) (?:well|(?:[^ ]+ )?(?:possibly|potentially|conceivably|theoretically|arguably))|may or may not"
        ),
        r"(?:nobody|no one|nothing) (?:could|can) possibly|can(?:not|'t)? possibly|could(?:n't| not) (?:possibly|conceivably)",
        "a modal doubled by an adverb of doubt",
        _SEEN,
        (
            "The dam could conceivably overflow this week.",
            "The two firms might well settle out of court.",
        ),
        (
            "She could not possibly have walked that far.",
            "We did everything we could, and did it well.",
        ),
    ),
    Cue(
        "speculative.unverified",
        "speculative",
        whole_words(
            r"(?:could|can|has|have|had)(?:n't|not| not)(?: yet| immediately| independently)*(?: be| been)(?: yet| immediately| independently)* (?:verified|confirmed|corroborated|authenticated)|could not (?:immediately |independently )?(?:verify|corroborate)"
        ),
        None,
        "nobody has confirmed it",
        _SEEN,
        (
            "The figures could not be independently verified.",
            "The photograph has not been authenticated by the museum.",
        ),
        (
            "The figures were independently verified on Monday.",
            "The museum confirmed that it could not open on time.",
        ),
    ),
    Cue(
        "speculative.likely",
        "speculative",
        whole_words(r"(?:un)?likely"),
        r"(?:more|less|most|least|as|equally|times|percent|%) (?:[^ ]+ )?(?:un)?likely (?:to|than|as)|(?-i:the Likely)|likely (?:voters?|electorate|primary voters)|unlikely (?:duo|pair|hero|heroes|friends?|friendship|ally|allies|couple|source|place|alliance|candidate)|(?:to be|as) likely to vote",
        "likely or unlikely: a guess at the odds",
        _HYLAND,
        (
            "The bridge will likely stay shut until June.",
            "It is unlikely that the museum reopens this year.",
        ),
        (
            "Older drivers are more likely to own a second car than younger ones.",
            "The survey asked 800 likely voters about schools.",
        ),
    ),
    Cue(
        "speculative.likelihood",
        "speculative",
        whole_words(
            r"in all (?:likelihood|probability)|(?:the )?likelihood that|odds are|chances are|more likely than not|highly likely|very likely|almost certainly|by all (?:appearances|accounts)|from all indications|more than likely"
        ),
        r"(?:more|less|as) highly likely",
        "a guess at the odds",
        _SEEN,
        (
            "In all likelihood the match will be played behind closed doors.",
            "The vase is almost certainly a copy.",
        ),
        (
            "The odds were printed on the back of the ticket.",
            "Nothing in all of this is certain to please the buyers.",
        ),
    ),
    Cue(
        "speculative.probably",
        "speculative",
        _glued(r"probably"),
        r"improbably",
        "probably: an adverb of doubt",
        _HYLAND,
        (
            "The club will probably seek a new coach.",
            "He arrivedprobably an hour late, his sister said.",
        ),
        ("It was an improbably warm morning.", "Improbably, the cat came back."),
    ),
    Cue(
        "speculative.possibly",
        "speculative",
        _glued(r"possibly"),
        r"impossibly|(?:nobody|no one|nothing|never) (?:could|can) possibly|not possibly|can(?:not|'t)? possibly|[a-z]+n't possibly",
        "possibly: an adverb of doubt",
        _HYLAND,
        (
            "The papers were handed over, possibly in exchange for money.",
            "The contract was signedpossibly including a clause on housing.",
        ),
        ("The task was impossibly hard.", "They could not possibly have heard the bell."),
    ),
    Cue(
        "speculative.perhaps",
        "speculative",
        _glued(r"perhaps"),
        r"perhaps (?:not )?(?:un)?surprisingly|[^ ,:;.]+ (?-i:Perhaps)",
        "perhaps: an adverb of doubt",
        _HYLAND,
        (
            "Perhaps the letter was lost in the post.",
            "The statue is old, perhaps older than the church.",
        ),
        (
            "Perhaps not surprisingly, the queue was long.",
            "Perhaps unsurprisingly, tickets sold out in an hour.",
        ),
    ),
    Cue(
        "speculative.maybe",
        "speculative",
        whole_words(r"maybe"),
        r"[^ ,:;.]+ (?-i:Maybe)",
        "maybe: an adverb of doubt",
        _HYLAND,
        ("Maybe the wind will turn by evening.", "The town has six, maybe seven, working lifts."),
        ("The film is called Maybes and Buts.", "She sang of maybes all night."),
    ),
    Cue(
        "speculative.adverb",
        "speculative",
        _glued(_DOUBTFULLY),
        r"inconceivably|inarguably|unarguably",
        "an adverb of doubt",
        _HYLAND,
        (
            "He flew to the coast, ostensibly to rest.",
            "The guard, presumably asleep, heard nothing.",
        ),
        ("It was inarguably the best season of her life.", "The sum was inconceivably large."),
    ),
    Cue(
        "speculative.apparently",
        "speculative",
        _glued(r"apparently"),
        None,
        "apparently: what it looks like, not what is known",
        _HYLAND,
        ("The driver had apparently fallen asleep.", "Apparently nobody had locked the gate."),
        ("The gap was apparent to all.", "An heir apparent was named."),
    ),
    Cue(
        "speculative.seem",
        "speculative",
        whole_words(r"seem(?:s|ed)?(?: to| that| like| likely)?"),
        r"(?:make|makes|made|making) (?:[^ ]+ ){1,4}?seem|it seems (?:really )?(?:silly|odd|unfair|wrong)",
        "seem: what it looks like, not what is known",
        _HYLAND,
        ("It seems that the talks have stalled.", "The council seemed ready to back down."),
        ("The mirrors made the hall seem larger.", "A seemly crowd gathered at the gate."),
    ),
    Cue(
        "speculative.appear-to",
        "speculative",
        whole_words(
            r"appear(?:s|ed|ing)?(?:,? (?:not|at least|once again|now|still|[a-z]+ly))* to(?: be| have)?"
        ),
        r"appear(?:s|ed)? to (?:the|a|an|her|him|them|me|us|everyone|testify)|(?:legally|right|required|ordered|continue|began|begin) to appear",
        "appear to: what it looks like, not what is known",
        _HYLAND,
        ("The lock appears to have been forced.", "Both sides appeared to be tiring of the row."),
        ("The ghost appeared to her twice.", "He was ordered to appear in court on Monday."),
    ),
    Cue(
        "speculative.appears",
        "speculative",
        whole_words(
            r"(?:it|so it|there) appear(?:s|ed)(?: that| to)?|(?:would|does not|doesn't|did not|didn't) appear to|appear(?:s|ed)? (?:(?:highly|very|increasingly|more|less|quite) )?(?:likely|unlikely|certain|poised|set|ready|that|headed|determined|connected|authentic|genuine|willing|unwilling|close|intent|doomed|dead|stuck|ignorant|dire|organized|linked|related|safe|[a-z]+less|imminent|inevitable|reluctant)"
        ),
        r"as (?:[^ ]+ )?(?:as )?it appear(?:s|ed)",
        "appears: what it looks like, not what is known",
        _HYLAND,
        ("It appears that the vault was empty.", "The recording appears genuine, the editor said."),
        ("The essay appeared in a small magazine.", "She appears on stage every night."),
    ),
    Cue(
        "speculative.suggests",
        "speculative",
        whole_words(
            r"suggest(?:s|ed|ing)?(?: that)?(?: [^ ;,]+){1,9}? (?:will|is|are|was|were|has|have|had|may|might|could|can|did|does|do|reach(?:es)?)|(?:bones|tests|marks|traces|figures|results|findings|records|studies|polls|clues|images|remains|evidence|data) suggests?"
        ),
        r"suggest(?:s|ed|ing)?[^;]* (?:should|choose|only begin|sit|try|wear)|i(?:'d| would)? suggest",
        "suggests: evidence that falls short of proof",
        _HYLAND,
        (
            "The trend suggests debt will reach a new high next year.",
            "He left early, suggesting the deal was in trouble.",
        ),
        (
            "The doctor suggested that visitors should wear masks.",
            "I suggest you leave before it is dark.",
        ),
    ),
    Cue(
        "speculative.evidence-suggests",
        "speculative",
        whole_words(
            r"(?:evidence|stud(?:y|ies)|data|research|findings|results|polls?|surveys?|reports?|analysis|signs|figures|numbers|estimates|indications|this|which|that|trends?|records|documents|tests?|images|footage|projections|history) (?:[^ ;,]+ ){0,3}?(?:suggest(?:s|ed|ing)?|hint(?:s|ed)?|seem(?:s|ed)? to indicate)(?: at| that)?"
        ),
        r"(?:this|that|which) (?:he|she|they|i|we|the [^ ]+) suggest|suggest(?:s|ed)? (?:further|a |an )",
        "evidence that falls short of proof",
        _HYLAND,
        (
            "Early data suggest the vaccine works in older people.",
            "Satellite images suggested that the camp was empty.",
        ),
        (
            "Results are due on Friday, and readers can suggest topics.",
            "That she suggested a walk surprised nobody.",
        ),
    ),
    Cue(
        "speculative.hints",
        "speculative",
        whole_words(
            r"(?:hint|hints|hinted|hinting) (?:at|that)|speculat(?:es?|ed|ing|ion) (?:that|about|on whether|whether|over)|speculated|(?:fuel|fuels|fueled|fuelled|fueling|fuelling|amid|prompting|prompted|sparking|sparked) (?:[^ ]+ )?speculation|(?:implies|implied|insinuates|insinuated|seem(?:s|ed)? to indicate) that|there (?:is|was|has been) (?:[^ ]+ )?speculation"
        ),
        r"(?:not|n't|comment on|refused to|declined to) (?:rumors? or )?speculat(?:e|ion)",
        "a hint or a guess, not a fact",
        _HYLAND,
        (
            "The minister hinted that taxes will fall.",
            "Her absence fuelled speculation about a split.",
        ),
        (
            "The spokesman would not speculate about the cause.",
            "He bought the land on a hint from his brother.",
        ),
    ),
    Cue(
        "speculative.believes",
        "speculative",
        whole_words(r"believe(?:s|d)?(?: that)?"),
        r"believe(?:s|d)? (?:in|me|it or not|what|you|him|her|them|president)(?:[^\p{L}]|$)|(?:i|we|you|not|n't|to|cannot|don't|if you|what he|what she|what they|whether [^ ]+|asked if [^ ]+) believe|(?:is|are|was|were|be|been|widely|commonly|long) believed",
        "somebody believes it, nobody says they know it",
        _HYLAND,
        (
            "The bank said it believed the breach was small.",
            "Rangers believe that the bear crossed the border.",
        ),
        ("She never believed in luck.", "He did not believe that the bus was late."),
        core=_VERB_CORE,
    ),
    Cue(
        "speculative.is-believed",
        "speculative",
        whole_words(
            _BE
            + r" (?:also |now |widely |initially |previously |commonly |once |long |still |possibly |[a-z]+ly )?(?:believed|thought|presumed|assumed|feared|suspected)(?: possibly)?(?: by [^ ]+)?(?: to| that|,)|(?:believed|thought|presumed|feared|suspected) (?:to (?:be|have)|dead|by many|by some)"
        ),
        None,
        "is believed: held to be so, not known",
        _HYLAND,
        ("Two climbers are feared dead.", "The painting is thought to be a forgery."),
        ("He was believed by the jury.", "The mayor believed the plan and thought it sound."),
    ),
    Cue(
        "speculative.it-is-believed",
        "speculative",
        whole_words(
            r"(?:it is|it's|it was|it remains) (?:(?:not|also|widely|still|now|quite|entirely|currently|highly|very|[a-z]+ly) )*(?:believed|thought|feared|assumed|suspected|estimated|conceivable|likely|unlikely|unclear|uncertain|probable|possible that|doubtful|plausible)"
        ),
        r"(?:it is|it's|it was) thought-provoking",
        "it is believed: held to be so, not known",
        _HYLAND,
        ("It is believed that the tunnel is Roman.", "It was unclear how the horse got out."),
        ("It is possible to rent a boat at the pier.", "It was thought-provoking theatre."),
    ),
    Cue(
        "speculative.is-expected",
        "speculative",
        whole_words(
            _BE
            + r" (?:widely |largely |also |now |generally |still )?(?:expected|projected|predicted|forecast|estimated|anticipated|tipped) to|expected to (?:be|become|develop|include|have|win|reach|grow|rise|fall)"
        ),
        r"(?:not|never) expected to|(?:she|he|staff|they|pupils|students|employees) (?:was|were|is|are) expected to (?:announce|attend|wear|follow|obey)|(?:visitors|guests|members|passengers|parents|players|participants|everyone) (?:was|were|is|are) expected to|when [^;]* expected to",
        "is expected: a forecast, not a fact",
        _SEEN,
        (
            "The river is expected to peak on Sunday.",
            "Sales were projected to double by the summer.",
        ),
        ("Pupils are expected to wear a tie.", "Guests were not expected to arrive so early."),
    ),
    Cue(
        "speculative.expects",
        "speculative",
        whole_words(
            r"(?:analysts|economists|forecasters|officials|investors|we|experts|researchers|meteorologists|authorities|makers|the (?:company|bank|agency|firm|group|government)|(?-i:[A-Z])[a-z]+) (?:also |now |still )?expects?(?: that)?|should expect|(?:don't|do not) expect that"
        ),
        r"expect to|(?:what|don't|to) expect|people (?:do )?expect|reporters [^;]* expect",
        "somebody expects it: a forecast, not a fact",
        _SEEN,
        (
            "Economists expect inflation to ease by March.",
            "The company expects that demand will hold.",
        ),
        ("Here is what to expect from the tour.", "She did not expect a reply."),
        core=_VERB_CORE,
    ),
    Cue(
        "speculative.estimates",
        "speculative",
        whole_words(r"estimat(?:e|es|ed|ing)(?: that)?"),
        r"estimate of when|(?:his|her|an|own) estimate (?:on|of when)|estimated (?:time of|delivery|arrival|reading)",
        "an estimate, not a count",
        _HYLAND,
        (
            "The charity estimates that 40 families lost their homes.",
            "An estimated 3,000 people marched.",
        ),
        (
            "Ask the garage for an estimate of when the car is ready.",
            "The screen shows the estimated time of arrival.",
        ),
    ),
    Cue(
        "speculative.forecast",
        "speculative",
        whole_words(
            r"predict(?:s|ed|ing)? (?:that|it|they|he|she)|(?:forecasts?|project(?:s|ed)|projections?) (?:that|suggest|show)|on (?:track|course) to become"
        ),
        r"(?:could|can|to|always like to) predict",
        "a forecast, not a fact",
        _SEEN,
        (
            "The union predicts that half the plants will close.",
            "Projections suggest a shortfall by winter.",
        ),
        ("No one could predict that goal.", "The projector broke during the forecast."),
    ),
    Cue(
        "speculative.fears",
        "speculative",
        whole_words(
            r"(?:officials|authorities|doctors|investigators|witnesses|experts|they|families|relatives|campaigners|residents|neighbou?rs|villagers|growers|farmers|parents|teachers|traders|unions|critics|locals|many|some) fear(?:ed)?(?: that)?|(?:raise|raises|raised|raising|fuel|fueled|fuelled|amid|over|there (?:are|were)|sparking|stoking|stoked) (?:[^ ]+ )?fears?(?: that| of| it| the)?|concerns? that|(?:parents|teachers|doctors|experts|officials|critics|residents|farmers|some|many|they) worry that|worried that [^;]* (?:could|may|might)"
        ),
        None,
        "a fear that something is or will be so",
        _SEEN,
        ("Doctors fear that the outbreak has spread.", "The crack raised fears of a collapse."),
        ("She overcame her fear of heights.", "He said concerns were passed on."),
    ),
    Cue(
        "speculative.suspected",
        "speculative",
        whole_words(r"suspected"),
        r"(?:had|have|has|i|he|she|they|we|you've|ever) (?:long )?suspected",
        "suspected: held to be so, not known",
        _HYLAND,
        (
            "A suspected gas leak emptied the school.",
            "Police held a suspected smuggler at the border.",
        ),
        ("He had long suspected his neighbour.", "I suspected as much."),
    ),
    Cue(
        "speculative.suspects",
        "speculative",
        whole_words(
            r"(?:i|he|she|they|police|we|investigators|officials|who|authorities|has|have|doctors|experts|detectives|prosecutors|scientists|researchers|engineers|historians|villagers) (?:also |now |still |strongly )?suspect(?:s|ed)?(?: that)?|suspects? that"
        ),
        r"suspects? (?:was|were|is|are|who|in|has|had|,)|(?:we|authorities|police) have [^;]* suspects?",
        "somebody suspects it",
        _HYLAND,
        ("Investigators suspect arson.", "Prosecutors suspected that the ledger was forged."),
        ("The suspect was arrested at noon.", "Two suspects are in custody."),
        core=_VERB_CORE,
    ),
    Cue(
        "speculative.unclear",
        "speculative",
        whole_words(
            r"(?:is|was|are|were|remains?|remained|it's|'s|still|yet|currently|completely|largely) (?:[^ ;,]+ )?(?:unclear|unknown|uncertain)|unclear (?:if|whether|how|what|why|when|who|where)|(?:not|n't) (?:immediately |yet |entirely |quite |at all |fully |so )?(?:clear|known|certain|sure|understood)(?: yet)?(?: if| whether| how| what| why| who| when| that)?|remains? to be seen|unsure (?:if|whether|how|what)|no (?:word|indication|telling)(?: if| whether| on| yet)?"
        ),
        r"not sure (?:i|we)(?:[^\p{L}]|$)|(?:not|n't) (?:been )?known (?:for|as)|made (?:it )?(?:not )?clear|uncertain (?:future|times)|(?:then|virtually|relatively|previously|largely|still) unknown|unclear (?:[^ ]+ ){1,8}until now",
        "nobody knows it yet",
        _HYLAND,
        ("It is not clear whether the pilot survived.", "The cause remains unknown."),
        ("She was a previously unknown singer.", "The valley is not known for its wine."),
    ),
    Cue(
        "speculative.too-early",
        "speculative",
        whole_words(
            r"too (?:early|soon) to (?:say|tell|know|judge|predict|expect|speculate|draw|determine|call)|(?:anyone's|anybody's) guess|who knows (?:if|whether|what|how|why|where)|only time will tell|time will tell|(?:hard|impossible|difficult) to (?:say|know|tell) (?:if|whether|how|what|why|who)|could it (?:really )?be true|(?:our|my|his|her|their|one|first|best) guess"
        ),
        None,
        "nobody knows it yet",
        _SEEN,
        ("It is too early to say if the drug works.", "Where the money went is anyone's guess."),
        ("The train left too early to catch.", "Who knows the way to the mill?"),
    ),
    Cue(
        "speculative.possible-thing",
        "speculative",
        whole_words(
            r"possible (?:new |future |explosive |serious |further |unknown |military )?(?:signs?|links?|causes?|cases?|explanations?|motives?|evidence|use|ties|connections?|collusion|violations?|crimes?|involvement|exposure|side effects|effects|consequences|attacks?|threats?|fraud|sighting|outbreak|meteorite|collision|transmissions?|dimensions|price|shortage|delay|merger|sale|return|strike|war|infection|contamination|hoax)"
        ),
        r"(?:best|worst|every|all|only|greatest|prevent|prepare for|preparation for) (?:[^ ]+ )?possible",
        "possible: may be there, may not",
        _HYLAND,
        (
            "Crews looked for possible signs of a leak.",
            "Doctors named two possible causes of the rash.",
        ),
        (
            "Use every possible sign you can find.",
            "It was the worst possible outcome; a possible pregnancy was ruled out.",
        ),
    ),
    Cue(
        "speculative.possibility",
        "speculative",
        whole_words(
            r"(?:the |a |real |one )?possibilit(?:y|ies) (?:that|of|for)|(?:it's|it is|it was|also|entirely|quite|might be|seems|likely not) possible(?: that| he| she| they| the| it| to)?|(?:slim|slight|fair|strong|small|good|decent|real|outside|better) (?:to no )?(?:chance|possibility)(?: that| of| it| the)?|there(?:'s| is| was) (?:still )?a (?:[^ ]+ )?(?:chance|risk|danger) (?:that|of|he|she|it|they)|little to no chance"
        ),
        r"(?:it is|it's|it was|also) possible (?:to|for)|a good chance to",
        "a possibility, not a fact",
        _HYLAND,
        (
            "There is a slim chance that the hull holds.",
            "The report raised the possibility of a second leak.",
        ),
        ("It is possible to climb the tower.", "The prize gave her a good chance to travel."),
    ),
    Cue(
        "speculative.potential",
        "speculative",
        whole_words(
            r"potentially|(?:has|have|had) (?:the )?potential(?: to)?|potential (?:threat|risk|link|attack|war|conflict|candidate|cause|effect|harm|danger|impact|outbreak)s?"
        ),
        r"(?:full|his|her|our|my|your) potential",
        "potential: may come about, may not",
        _SEEN,
        (
            "The spill is potentially harmful to otters.",
            "The method has the potential to halve the cost.",
        ),
        ("She never reached her full potential.", "The coach saw his potential at once."),
    ),
    Cue(
        "speculative.i-guess",
        "speculative",
        whole_words(
            r"i (?:guess|suppose|suspect|assume|doubt|bet|gather|imagine)(?: that)?|i think (?:it's|it is|it was|he's|she's|they're|it'll|this is (?:extremely|probably)|maybe|perhaps|probably|we might)|(?:safe|fair) (?:bet|to (?:assume|guess))|(?:will|'ll|would|'d) be surprised if"
        ),
        r"i(?:'m| am)? (?:no|not) doubt",
        "the speaker guesses",
        _HYLAND,
        ("I guess the owner forgot the key.", "I think it was a fox, the farmer said."),
        ("I think of her every day.", "There was no doubt in the room."),
    ),
    Cue(
        "speculative.thinks",
        "speculative",
        whole_words(
            r"(?:officials|authorities|police|investigators|detectives|researchers|scientists|astronomers|doctors|experts|say they|said they|said he|said she|says he|says she) (?:also |now |still |initially )?(?:think|thinks|thought)(?: that| it| they| he| she)?|we thought it|many [^ ]+ initially thought"
        ),
        r"(?:think|thought)(?:s)? (?:about|of|through)",
        "somebody thinks so, nobody knows",
        _HYLAND,
        (
            "Police think the thieves came by boat.",
            "The crew said they thought the engine had failed.",
        ),
        ("Experts think about such things at night.", "Scientists thought through every step."),
        core=_VERB_CORE,
    ),
    Cue(
        "speculative.looks",
        "speculative",
        whole_words(
            r"look(?:s|ed|ing)? (?:likely|unlikely|set to|to be|increasingly|poised|certain to|as if|as though)|look(?:s|ed|ing)? like (?:it|they|he|she|we|there|(?:the )?[^ ]+ (?:will|would|is|are|was|were|has|have))"
        ),
        r"look(?:s|ed|ing)? to be [a-z]+ed",
        "what it looks like, not what is known",
        _HYLAND,
        ("The strike looks set to end.", "It looked like they would win."),
        ("The hat looks like a cake.", "He looked to the left."),
    ),
    Cue(
        "speculative.consistent",
        "speculative",
        whole_words(
            r"(?:would|is|are|was|were|seems?|appears?) (?:be )?consistent with|would (?:seem|appear)(?: to)?|as far as (?:we|i|anyone) (?:know|can tell)s?|assuming (?:that )?(?:it|they|the)"
        ),
        r"consistent with (?:his|her|our|their) (?:values|policy|pledge)",
        "fits what is known, but is not known",
        _SEEN,
        (
            "The burns were consistent with a lightning strike.",
            "That would seem to settle the matter.",
        ),
        ("Her vote was consistent with her pledge.", "The team wants a consistent striker."),
    ),
    Cue(
        "speculative.signs",
        "speculative",
        whole_words(
            r"there (?:were|are|is|was) (?:[^ ]+ )?(?:indications?|signs?|hints?)(?: that| of)?|(?:early|first|apparent|strong|clear|possible) (?:signs?|indications?) (?:that|of)|(?:dubious|implausible|doubtful|doubts? (?:that|whether|about|if))"
        ),
        r"no doubts?|without doubt|there (?:were|are|is|was) no",
        "a sign, not a proof",
        _HYLAND,
        ("There were signs that the roof had shifted.", "Some doubt whether the mine is safe."),
        ("The road signs were in two languages.", "She is without doubt about it."),
    ),
)

UNATTRIBUTED: tuple[Cue, ...] = (
    Cue(
        "unattributed.reportedly",
        "unattributed",
        _glued(_FROM_HEARSAY),
        None,
        "somebody reports it, nobody is named",
        _WEASEL,
        (
            "The singer has reportedly sold her house.",
            "The files were copiedallegedly by a former clerk.",
        ),
        ("The paper reported the sale on Monday.", "The suit alleged a breach of contract."),
    ),
    Cue(
        "unattributed.alleged",
        "unattributed",
        whole_words(r"alleged"),
        r"(?:he|she|they|it|who|which|report|lawsuit|complaint|suit|indictment|has|have|had|also|even|prosecutors?|officials?|police) (?:[a-z]+ly )?alleged|alleged (?:that|he|she|they|in (?:a|the)|the [^ ]+ (?:had|was|were))",
        "alleged: somebody says so, nobody is named",
        _WEASEL,
        ("The alleged thief walked out of the shop.", "Two guards watched the alleged ringleader."),
        (
            "The complaint alleged that the roof leaked.",
            "She alleged fraud, and she alleged it in court.",
        ),
    ),
    Cue(
        "unattributed.purported",
        "unattributed",
        whole_words(r"purport(?:s|ed|ing)?(?: to)?"),
        None,
        "claims to be what nobody has confirmed",
        _WEASEL,
        ("A purported copy of the will surfaced online.", "The clip purports to show the raid."),
        ("The purpose of the visit was trade.", "The porters carried the trunk."),
    ),
    Cue(
        "unattributed.rumour",
        "unattributed",
        whole_words(
            r"rumou?r(?:s|ed|ing)?(?: that| of)?|gossip|hearsay|whispers? (?:that|of)|whispering|unconfirmed (?:reports?|accounts?|claims?|rumou?rs?|information)|conflicting (?:word|reports|accounts)|word (?:on the street|has it)|legend has it|the grapevine|information circulating"
        ),
        r"comment on (?:[^ ]+ )?(?:rumou?rs?|gossip)|rumou?r or speculation|gossip (?:columnist|girl|magazine)",
        "a rumour",
        _WEASEL,
        ("Rumours of a sale swept the factory.", "Word has it the bakery will close."),
        ("The club does not comment on rumours.", "She was a gossip columnist for years."),
    ),
    Cue(
        "unattributed.source-said",
        "unattributed",
        whole_words(
            r"(?:an?|one|the|another|this|that|our|his|her|their|its|two|three|four|five|several|multiple|some|many|various|other|these|those|senior|police|royal|military|security|official|government|industry|tribal|anonymous|unnamed) (?:[^ ,;]+ ){0,4}?sources?,? (?:[^ ,;]+ ){0,3}?"
            + _TELL[:-1]
            + r"|close|familiar|knowledge|briefed|speaking)"
        ),
        r"(?:main|primary|only|open|water|power|light|energy|food|protein|power|a|no|news) source of|sources? of (?:income|food|energy|water|power|revenue|light|protein|comfort|the (?:river|problem|leak))|sources contacted",
        "a source without a name",
        _WEASEL,
        (
            "A senior police source said the van was stolen.",
            "Two sources close to the talks described a row.",
        ),
        (
            "The lake is a source of water, the mayor said.",
            "She said the main source of income is cork.",
        ),
    ),
    Cue(
        "unattributed.sources-say",
        "unattributed",
        whole_words(
            r"sources? (?:[^ ,;]+ ){0,3}?"
            + _TELL
            + r"|"
            + _TELL
            + r" (?:[^ ,;]+ ){0,3}?sources?|sources? (?:familiar|close to|with (?:direct )?knowledge|who (?:spoke|asked|said|have))|according to (?:[^ ,;]+ ){0,6}?(?:sources?|insiders?|tipsters?)"
        ),
        r"sources? of|open.source|(?:data|energy|food|water|light|power|natural|renewable|revenue) sources?|sources contacted|as sources",
        "a source without a name",
        _WEASEL,
        (
            "Sources also claim the striker asked to leave.",
            "The pair split in May, according to two palace sources.",
        ),
        (
            "The report said solar is among the cheapest energy sources.",
            "He said that cod is a source of vitamin D.",
        ),
    ),
    Cue(
        "unattributed.citing-source",
        "unattributed",
        whole_words(
            r"(?:citing|cited|cites|quoting|quoted|quotes|attribut(?:ed|es|ing)(?: [^ ]+){0,4}? to|attributing) (?:[^ ,;]+ ){0,5}?(?:sources?|insiders?|officials|people familiar|person familiar|people with)|(?:its|their|his|her) sources"
        ),
        r"source of|open.source|(?:data|energy|food|water|light|power) sources?",
        "a source without a name",
        _WEASEL,
        (
            "The daily, citing an unnamed palace source, put the sum at two million.",
            "The story was attributed to senior army sources.",
        ),
        ("The leaflet cites cod as a source of iodine.", "He quoted the price of water sources."),
    ),
    Cue(
        "unattributed.anonymous",
        "unattributed",
        whole_words(
            r"(?:anonymous|unnamed|undisclosed) (?:[^ ,;]+ ){0,3}?(?:sources?|officials?|person|people|aides?|insiders?|staffers?|advis[eo]rs?|diplomats?|executives?|employees?)|(?:on|of|requested|granted|under) anonymity|(?:not|declined|refused|declining)(?: want| wish| wanting)?(?: to)? be (?:named|identified)|(?:asked|asking) not to be (?:named|identified)|(?:not to be|of not being|without being) (?:named|identified)|(?:not|n't|un)(?: )?authori[sz]ed to (?:speak|talk|discuss|comment)"
        ),
        r"(?:remain|stay|be) anonymous",
        "a speaker without a name",
        _WEASEL,
        (
            "A clerk who asked not to be named described the scene.",
            "They spoke on condition of anonymity.",
        ),
        ("The donor wished to remain anonymous.", "The street was named and the house identified."),
    ),
    Cue(
        "unattributed.familiar-with",
        "unattributed",
        whole_words(
            r"(?:people|persons?|officials?|someone|those|individuals?|executives?|aides?|sources?|fighters|one person|two people) (?:who (?:is|are|was|were) )?(?:familiar with|with (?:direct |first-hand |firsthand |intimate )?knowledge of|close to|briefed on|involved in) (?:the|his|her|their|its|this|these|[^ ]+'s?)"
        ),
        r"close to (?:the (?:sea|river|border|shore|road|station|age|end|coast|school|airport)|his|her|their)|(?:people|those) involved in the (?:crash|accident)",
        "a speaker without a name",
        _WEASEL,
        (
            "People familiar with the matter expect a sale.",
            "The plan was described by two people briefed on the talks.",
        ),
        ("People close to the river moved uphill.", "Drivers should be familiar with the road."),
    ),
    Cue(
        "unattributed.official-said",
        "unattributed",
        whole_words(
            r"(?:an|a|one|another|some|several|two|three|senior|the other|top|u\.s\.|military|intelligence|security|defense|administration|white house|law enforcement|court|iraqi|lebanese|yemeni|party|one of (?:the|his|her|its|their)) (?:[^ ,;]+ ){0,4}?"
            + _STAFF
            + r"(?: [^ ,;]+){0,2}? (?:said|says|say|told|tell|added|claimed|claim|believe|fear|expect|suspect|estimate|think|puts it|cautioned|warned)|said the (?:aide|official|adviser)|the (?:[^ ,;]+ )?official (?:added|said)"
        ),
        r"official (?:[^ ,;]+ )?(?:statement|website|report|gazette|document|spokes[a-z]+)|officials? (?:at|from) (?:the )?(?-i:[A-Z])",
        "an official without a name",
        _SEEN,
        (
            "A senior defense official said the base was safe.",
            "Two party aides told reporters that talks had failed.",
        ),
        (
            "An official statement said the park was shut.",
            "The senior prize was said to be official.",
        ),
    ),
    Cue(
        "unattributed.officials-say",
        "unattributed",
        whole_words(
            r"(?:officials|aides|advis[eo]rs|diplomats|insiders|staffers|intelligence officers) (?:[a-z]+ )?(?:said|say|told|tell|added|claimed|claim|believe|believed|fear|feared|estimate|expect|suspect|think)"
        ),
        r"(?:new|government|county|city|security|saudi|department|ministry|health|state|town|fire|school|election) officials",
        "officials without a name",
        _SEEN,
        ("Diplomats say the pact is close.", "Aides believe she will run again."),
        ("City officials said the pool opens at nine.", "The officials wore red, a fan told us."),
    ),
    Cue(
        "unattributed.crowd-says",
        "unattributed",
        whole_words(
            _CROWD
            + r"(?:,? who)?(?: [a-z]+ly| also| now| have| still| of the [^ ]+| familiar [^ ]+)? "
            + _HOLD
            + r"(?: that)?"
        ),
        r"(?:authorities|police|doctors) and witnesses|(?:his|her) (?:supporters|critics) (?:[^ ]+ )?(?:called|saw|see|question)",
        "a crowd without names says so",
        _WEASEL,
        ("Analysts believe the merger is doomed.", "The law hurts farmers, critics say."),
        (
            "Experts used a drone to map the cave.",
            "The committee will call experts and question them.",
        ),
    ),
    Cue(
        "unattributed.people-say",
        "unattributed",
        whole_words(
            r"(?:scientists|researchers|people|residents|voters|investors|americans|users|fans|lawmakers|doctors|officials and [^;]{3,30}) (?:say|fear|believe|suspect|claim|worry|speculate|are saying|tell me) (?:that|it|the|he|she|they|however|this|we|there)"
        ),
        r"the researchers|(?:if|why|when|young|do) people",
        "a crowd without names says so",
        _WEASEL,
        ("Scientists say the reef is dying.", "People are saying that the mill is haunted."),
        ("The researchers say the trial ends in May.", "Why people believe that is a mystery."),
    ),
    Cue(
        "unattributed.some-say",
        "unattributed",
        whole_words(
            r"(?:some|many|others|most|several|few|various|a lot of|plenty of|so many|lots of|numerous|at least some)(?: [^ ,;]+){0,3}? (?:believe|believed|argue|argued|claim|claimed|contend|insist|speculate|suspect|suspected|say|said|tell me|feel|regard|consider|considered|question|questioned|suggest|suggesting|deride|complain|point out|fear|to speculate)(?: that)?"
        ),
        r"(?:many|most|several|some) suspected|some of (?:his|her|our|my) [^;]* said|(?:so|how) many claims|likely than others to",
        "some or many, without names, say so",
        _WEASEL,
        ("Some parents argue that the bus is unsafe.", "Many believe the tower is cursed."),
        ("Many suspected cases were sent home.", "He bought some apples and left."),
    ),
    Cue(
        "unattributed.what-many",
        "unattributed",
        whole_words(
            r"what (?:some|many|critics|most|[a-z]+ists)(?: [^ ,;]+){0,3}? (?:call|called|consider|considered|see|saw|describe|described|characterized|characterised|view|believe|are (?:now )?calling)(?: as| to be)?|(?:some|many|others|critics)(?: [^ ,;]+)? (?:have called|have described|are calling|are now calling|see|saw|thought|think)(?: it| this| the| that| as)?|(?:by|according to) (?:some|many) (?:accounts|estimates|observers)|not all [^ ]+ agree"
        ),
        None,
        "some or many, without names, see it so",
        _WEASEL,
        (
            "She led what many consider the finest band of the decade.",
            "By some accounts the fire began at noon.",
        ),
        ("What many visitors want is shade.", "Some thoughtful letters arrived."),
    ),
    Cue(
        "unattributed.it-is-said",
        "unattributed",
        whole_words(
            r"(?:it is|it's|it was|it has been|it had been) (?:also |widely |often |being |sometimes )?(?:said|claimed|believed|thought|rumou?red|alleged|understood|suggested|assumed|feared|argued|speculated)(?: that)?|there (?:have been|has been|were|was|are|is|'s) (?:[a-z]+ )?(?:claims|suggestions|rumou?rs|whispers|allegations|fears|talk|those who|some who|people who|a sense)"
        ),
        r"(?:all|better|easier|best) (?:said|left)|it's all said|it (?:is|was) said in",
        "it is said: by nobody in particular",
        _WEASEL,
        (
            "It is claimed that the well never runs dry.",
            "There have been suggestions of a second letter.",
        ),
        ("When it's all said and done, the garden wins.", "It was easier said than done."),
    ),
    Cue(
        "unattributed.said-to",
        "unattributed",
        whole_words(
            _BE
            + r" (?:[a-z]+ly |also )?(?:said|rumou?red|alleged|claimed|reputed|understood|considered|believed by (?:many|some)) to(?: be| have)?|said to (?:be|have)|being seen as|been referred to as"
        ),
        r"(?:he|she|they|is|was) said to (?:me|him|her|us|them|the)",
        "is said to: by nobody in particular",
        _WEASEL,
        ("The abbey is said to be haunted.", "The recipe is reputed to have come from Malta."),
        ("What he said to her was kind.", "It was said to the whole class."),
    ),
    Cue(
        "unattributed.widely",
        "unattributed",
        whole_words(
            r"(?:widely|commonly|popularly|universally) (?:believed|seen|viewed|considered|regarded|expected|reported|thought|assumed|perceived|acknowledged|debunked|credited|rumou?red|held|interpreted|understood)(?: as| to)?"
        ),
        r"widely (?:held|reported) (?:company|stock)",
        "widely seen so: by nobody in particular",
        _WEASEL,
        ("The vote is widely seen as a test for the mayor.", "He was widely expected to resign."),
        ("The book was widely read.", "A widely held stock fell sharply."),
    ),
    Cue(
        "unattributed.reports",
        "unattributed",
        whole_words(
            r"(?:according to|amid|at|after|seen|deny|denied|confirm|some|several|many|media|local|online|unconfirmed|early|initial|news|tv|multiple|earlier|previous|numerous|conflicting|various|press) (?:[^ ,;]+ ){0,1}?reports (?:that|of|say|said|suggest|suggested|claim|claimed|had|indicate|indicated|about|in|at|from|emerged|surfaced|attributed)|according to (?:[^ ,;]+ )?reports|(?:^|[^\p{L}])reports (?:that|of suspect|suggest|suggested|claim|claimed|had claimed|say|indicate|emerged|surfaced|could not be)|reports suggest|the reports could not|(?:local )?media (?:[a-z]+ly )?reported|with reports that|neither confirm nor deny reports"
        ),
        r"intelligence reports of|(?:file|write|wrote|submit|read) reports",
        "reports that nobody in particular made",
        _WEASEL,
        (
            "According to local reports, the bridge gave way.",
            "Reports suggest the ferry was overloaded.",
        ),
        ("The clerk had to file reports that week.", "She reports from the north coast."),
    ),
    Cue(
        "unattributed.they-say",
        "unattributed",
        whole_words(
            r"they say (?:that|the|it|he|she|there)|people are saying|they're saying|(?:as|so) the (?:story|saying|legend) goes|we (?:keep hearing|heard|hear) that|the internet (?:may|would|claims?|believes?)|(?:investigating|dismiss(?:ed|ing)?|den(?:ied|ying|ials? of)|generated by) (?:the )?claims (?:that|by|of|it)|the claims? that|attributed to the|(?:two|three|several|a) (?:[a-z]+ )?(?:men|women|man|woman|player|user|person) (?:who )?claims?(?: to)?"
        ),
        r"(?:if|when|what|as) they say|the claims? that (?:he|she)|asked [^;]* they say",
        "they say so, whoever they are",
        _WEASEL,
        ("They say the well is deep.", "Two local men claim to have found the ring."),
        ("Asked to vote, they say no.", "Passengers may file claims by post."),
    ),
)

_COND = r"(?:were|weren't|had|hadn't|did|didn't|could|ever|wins?|fails?|goes|becomes?|loses?|pass|passes|continues?|does not|doesn't|do not|don't|is (?:elected|confirmed|passed|approved|reached|convicted|found|not|done)|are (?:confirmed|not|met)|was (?:wrong|true)|were to|ends up|decides|collapses|dies|drops|defaulted|spread|exonerates|turns?|manages?|falls? short)"

HYPOTHETICAL: tuple[Cue, ...] = (
    Cue(
        "hypothetical.if-would",
        "hypothetical",
        r"(?:^|[^\p{L}])(?P<cue>(?:even |only )?(?:if|unless))[ ,].* (?:would|[a-z]+'d )",
        rf"{_ASKED}(?: [^ ;]+){{0,3}}? (?:if|unless)(?:[^\p{{L}}]|$)|as if",
        "a condition and what would follow",
        _SEEN,
        ("If the dam broke, the valley would flood.", "Even if he ran, he would lose."),
        ("She asked if he would come.", "He sang as if nobody would hear."),
        core=_IF_CORE,
    ),
    Cue(
        "hypothetical.would-if",
        "hypothetical",
        r"(?:would |wouldn't |[a-z]'d |could have ).*?[^\p{L}](?P<cue>if|unless|were [^ ]+ to|had (?:he|she|they|it|we))[ ,]",
        rf"{_ASKED}(?: [^ ;]+){{0,3}}? (?:if|unless)(?:[^\p{{L}}]|$)|as if|if (?:necessary|possible|needed|so)",
        "a condition and what would follow",
        _SEEN,
        ("The valley would flood if the dam broke.", "Nobody would notice were he to leave."),
        ("He would not say if the talks failed.", "They would wait to see if it rained."),
        core=_IF_CORE,
    ),
    Cue(
        "hypothetical.if-clause",
        "hypothetical",
        whole_words(
            r"(?:even )?if (?:[^ ;,]+ ){1,6}?"
            + _COND
            + r"|if (?:true|confirmed|elected|approved|passed|convicted|enacted|implemented|found guilty|genuine|forced|proven|sold|actually [a-z]+|left to)"
        ),
        _IF_IDLE + r"|promise[sd]? [^;]* if elected",
        "a condition that is not met yet",
        _SEEN,
        ("If the court fails to act, the wall stays.", "The tax, if approved, starts in July."),
        ("She asked if they were ready.", "If you did not get a ticket, call us."),
        core=_IF_CORE,
    ),
    Cue(
        "hypothetical.if",
        "hypothetical",
        r"(?:^|[^\p{L}])(?P<cue>even if|only if|what if|if)[ ,]",
        _IF_IDLE,
        "a condition",
        _HYLAND,
        ("None of it matters if the harvest is lost.", "What if the bell never rings?"),
        ("She asked if he was well.", "If you need help, ring the bell."),
        core=_IF_CORE,
    ),
    Cue(
        "hypothetical.would-have-done",
        "hypothetical",
        whole_words(
            r"(?:would|could)(?:n't| not| never| also| likely| probably| certainly| still| then| always| undoubtedly| otherwise| successfully)* (?:have|'ve) (?:ever |never |[a-z]+ly )?(?:been|had|done|gone|made|taken|given|come|known|gotten|got|said|seen|won|lost|left|kept|put|cost|cut|hit|let|risen|fared|become|met|sent|paid|held|[a-z]+ed)|(?:would|could)'ve"
        ),
        r"(?:may|might|speculated|estimates?|rumou?rs|could have (?:started|begun|originated|caused|deteriorated|come from)|believes?|suspect)[^;]* could have|could have (?:started|begun|originated|caused|deteriorated)|unlikely [^;]* would have",
        "what would have been",
        _SEEN,
        (
            "A second pump would have saved the crop.",
            "The visit would never have happened in winter.",
        ),
        (
            "Police suspect the fire could have started in a shed.",
            "She would have to ask her father.",
        ),
    ),
    Cue(
        "hypothetical.would-have",
        "hypothetical",
        whole_words(r"would(?:n't| not| [a-z]+ly| also| still)? have"),
        _REPORTED + r"|unlikely [^;]* would have|doubted [^;]* would",
        "what would be or would have been",
        _SEEN,
        ("The change would have little effect on rents.", "A ban would not have that result."),
        ("He promised they would have answers by noon.", "She said he would have tea with her."),
        core=_WOULD_CORE,
    ),
    Cue(
        "hypothetical.would-be",
        "hypothetical",
        whole_words(
            r"(?:(?:it|that|this|which|there|such [^;]{3,40}) would(?:n't| not| [a-z]+ly| also| still)?|it'd|that'd) be|would (?:[a-z]+ly )?be (?:an?|the|so|more|less|better|worse|very|enough|too|far|surprised|happy|wise|required|allowed|able|forced|protected|considered|dangerous|replaced|delighted|irresponsible|good|bad|nice|great|nearly)"
        ),
        _REPORTED + "|" + _WOULD_IDLE,
        "what would be",
        _SEEN,
        ("It would be a mistake to sell now.", "Smaller firms would be forced to merge."),
        ("He said he would be a candidate.", "The would-be king, it emerged, was a baker."),
        core=_WOULD_CORE,
    ),
    Cue(
        "hypothetical.bill-would",
        "hypothetical",
        whole_words(
            r"(?:bills?|legislation|laws?|proposals?|plans?|measures?|amendment|rules?|act|deal|agreement|provisions?|package|budget|resolution|policy|changes?|reforms?|regulations?|version|scheme|treaty|ban|tax|initiative|tariffs?|expansion|withdrawal|ruling|merger|strategy|requirements?|mandate|annexation|election)(?: [^ ;,]+){0,3}? would(?:n't| not)?(?: [a-z]+ly| also| still| likely)? [a-z]+"
        ),
        _REPORTED + "|" + _WOULD_IDLE + r"",
        "what a plan would do",
        _SEEN,
        (
            "The bill would cap rents for five years.",
            "Under the plan the port would close at night.",
        ),
        (
            "The company announced that the plan would start in May.",
            "The law firm said he would be back.",
        ),
        core=_WOULD_CORE,
    ),
    Cue(
        "hypothetical.would-do",
        "hypothetical",
        whole_words(
            r"would(?:n't| not| [a-z]+ly| also| then| still| even| otherwise| further)* (?:mean|require|force|include|create|help|raise|reduce|provide|replace|lead|apply|face|become|cause|put|need|bring|represent|leave|prevent|undermine|endanger|result|serve|increase|affect|lose|win|save|open|impose|expand|eliminate|cut|ban|limit|protect|extend|restrict|permit|undercut|devastate|destroy|hurt|harm|benefit|break|violate|tie|take|pay|look like|happen|keep|strip|grant|enable|prohibit|establish|authori[sz]e|fund|contribute|jeopardi[sz]e|pose|constitute|trigger|weaken|strengthen|delay|double|threaten|solve|deprive|drive|expose|encourage|discourage|allow|make|give|have|end|cost|no longer|pick|climb|breach|yield)"
        ),
        _REPORTED + "|" + _WOULD_IDLE,
        "what would follow",
        _SEEN,
        ("A longer runway would mean more night flights.", "That would force the school to close."),
        ("He said he would open a shop.", "She promised that they would provide lunch."),
        core=_WOULD_CORE,
    ),
    Cue(
        "hypothetical.even-if",
        "hypothetical",
        whole_words(
            r"even if|what if|imagine if|if not for|unless|provided that|in the event (?:that|of)|or else|but for|otherwise,? (?:[^ ]+ ){0,3}(?:will|would|'ll|could|may|might)"
        ),
        r"(?:all|nothing|everything|anything|everyone|nobody) but for|unless otherwise",
        "a condition",
        _SEEN,
        ("What if the bell never rings?", "Even if prices fall, rents will not."),
        ("Bring an even number, and ring if late.", "Unless otherwise stated, entry is free."),
        core=_IF_CORE,
    ),
    Cue(
        "hypothetical.inversion",
        "hypothetical",
        whole_words(
            r"were (?:[^ ;,]+ ){1,4}?to (?:be|have|lose|win|fall|pass|leave|fail|happen|become|suddenly|[a-z]+)|had (?:he|she|they|we|i|it|any|there|the [^ ]+) (?:[^ ;,]+ ){0,3}?[a-z]+(?:ed|en|ne|wn|lt|pt|ought|aught)|should (?:he|she|they|we|it|the [^ ]+) [a-z]+"
        )[: -len(r"(?:[^\p{L}]|$)")]
        + r"[^\p{L}].*(?:would|could|might|will|may)(?:n't)?(?:[^\p{L}]|$)",
        r"(?:who|that|which|and|they|there|we|you|these|those|people|[a-z]+s|how|what|why|where|when|but|only) (?:were|had|should)|(?:were|had|should) .*\?",
        "a condition told by word order",
        _SEEN,
        (
            "Were the dam to fail, the valley would flood.",
            "Had she stayed, the shop could have thrived.",
        ),
        ("They were asked to wait, and would not.", "People had left before the storm would hit."),
    ),
    Cue(
        "hypothetical.imagined",
        "hypothetical",
        whole_words(
            r"hypothetical(?:ly)?|counterfactual(?:ly)?|imagine (?:a|an|if|that|you|for|how|the|being)|suppose (?:a|an|that|you|for|the)|in (?:theory|principle)|(?:in|under) (?:this|that|such a|one|another|the [^ ;,]+(?: [^ ;,]+)?|a [^ ;,]+(?: [^ ;,]+)?) scenario|worst-case|(?:this|that|a|the) (?:[a-z]+ )?scenario (?:in which|where|is|would)|what-if|thought experiment|alternate (?:universe|history|reality)|picture what|in a world where"
        ),
        r"(?:can|can't|cannot|could|couldn't|to|didn't) (?:you |even |not |never )?imagine|comment on hypotheticals?",
        "an imagined situation",
        _SEEN,
        (
            "While this scenario is hypothetical, the cost is not.",
            "Imagine a town without a single lamp.",
        ),
        ("She could not imagine a better day.", "The theory was taught in June."),
    ),
    Cue(
        "hypothetical.own-word",
        "hypothetical",
        whole_words(
            r"(?:this|that|the|such a|our|my|its) (?:[\p{L}-]+ ){0,3}(?:scenario|situation|case|account|article|story|report|text|piece|example|exercise|event|events|visit|meeting|scene)(?: [^.!?]{0,60})? (?:is|are|was|were|remains?) (?:purely |entirely |wholly |only |of course |still )*(?:hypothetical|fictional|fictitious|imaginary|imagined|invented|made[ -]up)|hypothetical(?: [\p{L}-]+){1,8} would (?:have|be|represent|mean|mark)|(?:none of (?:this|it|what is told here)|nothing (?:of this|told here|described here)) (?:has |have )?(?:ever )?(?:happened|took place|taken place|occurred)|in this (?:purely |entirely )?(?:hypothetical|fictional|imagined) (?:scenario|situation|case|account|story|example)"
        ),
        None,
        "the text says itself that what it tells did not happen",
        "made for texts that a language model wrote",
        (
            "While this scenario is hypothetical, the cost of it is not.",
            "The mayor's hypothetical trip to the island would have cost a fortune.",
        ),
        (
            "She called the question hypothetical and did not answer it.",
            "The scenario that the ministry fears most is a flood in winter.",
        ),
    ),
    Cue(
        "hypothetical.without",
        "hypothetical",
        r"(?:^|[^\p{L}])(?P<cue>without|absent|otherwise|instead of|rather than)[^\p{L}].* would(?:n't)?(?:[^\p{L}]|$)",
        r"without (?:saying|a word|comment|warning)[^;]* would|went without",
        "what would be without it",
        _SEEN,
        (
            "Without the ferry the island would starve.",
            "Absent a deal, trucks would queue for days.",
        ),
        (
            "He left without saying when he would return.",
            "She went without lunch, as she would say.",
        ),
    ),
)

CUES: tuple[Cue, ...] = (*SPECULATIVE, *UNATTRIBUTED, *HYPOTHETICAL)
"""Every cue; ids are unique."""
