package org.guildhall.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.guildhall.conversation.House.ALEX;
import static org.guildhall.conversation.House.ANN;
import static org.guildhall.conversation.House.SAM;
import static org.guildhall.conversation.House.by;
import static org.guildhall.conversation.House.now;
import static org.guildhall.conversation.InboxTests.idOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Inbound;
import org.guildhall.privacy.PersonalData.Citizen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTests {

    private static final Address BO = new Address("whatsapp", "1", "447700900123", "447700900123");
    private static final Set<String> EVERYBODYS = Set.of();
    private static final Set<String> WASTE = Set.of("waste", "front-desk");

    private final House house = new House();
    private UUID bins = new UUID(0, 0);
    private UUID damp = new UUID(0, 0);

    @BeforeEach
    void twoPeopleWait() {
        house.dialogue = turn ->
                House.handOver(turn, turn.message().text().contains("damp") ? "housing" : "waste", Priority.NORMAL);
        bins = idOf(house.says(ANN, "e1", "My bins were not emptied on Tuesday"));
        damp = idOf(house.take(new Inbound.Said(
                "e2", BO, new Content.Text("There is damp in the bedroom"), null, "Bolesława Nowak", "en", null)));
        house.settle();
    }

    @Test
    void wordsFindAMessageInAllTheirForms() {
        assertThat(found("bin")).containsExactly(bins);
        assertThat(found("emptying bin")).containsExactly(bins);
        assertThat(found("BEDROOMS")).containsExactly(damp);
        assertThat(found("bin bedroom")).isEmpty();
        assertThat(found("bin or bedroom")).containsExactlyInAnyOrder(bins, damp);
        assertThat(found("unheard")).isEmpty();
    }

    @Test
    void theLastWordMayStillBeTyped() {
        assertThat(found("bedr")).containsExactly(damp);
        assertThat(found("my bins tues")).containsExactly(bins);
        assertThat(found("bedr damp")).as("only the last one").isEmpty();
    }

    @Test
    void wordsInQuotesBelongTogetherAndADashLeavesOut() {
        assertThat(found("\"not emptied\"")).containsExactly(bins);
        assertThat(found("\"emptied not bins\"")).isEmpty();
        assertThat(found("damp -bedroom")).isEmpty();
        assertThat(found("damp -garden")).containsExactly(damp);
    }

    @Test
    void wordsOfOneConversationAreFoundTogetherWhoeverSaidThem() {
        now(house.casework.reply(bins, by(SAM), "A lorry comes tomorrow."));

        assertThat(found("tuesday lorry")).containsExactly(bins);
    }

    @Test
    void otherLanguagesAreFoundAsTheyAreWritten() {
        house.says(House.citizen(3), "e3", "Śmieci nie zostały odebrane");
        house.settle();

        assertThat(found("śmieci odebrane")).hasSize(1);
        assertThat(found("zosta")).hasSize(1);
    }

    @Test
    void aNameFindsWhoeverIsCalledSo() {
        assertThat(found("bolesława nowak")).containsExactly(damp);
        assertThat(found("nowak damp")).containsExactly(damp);

        house.take(new Inbound.Said("e3", BO, new Content.Text("Hello?"), null, "Bolesława Kowalska", "en", null));
        assertThat(found("nowak")).as("the name they had").isEmpty();
        assertThat(found("kowalska")).containsExactly(damp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"07700 900123", "+44 7700 900123", "447700900123", "(07700) 900-123"})
    void aNumberFindsWhoWritesFromItHoweverItIsWritten(String written) {
        assertThat(found(written)).containsExactly(damp);
    }

    @Test
    void aNumberFindsWhoNamesItAndWhoSendsACardWithIt() {
        house.says(ANN, "e3", "Ring my sister on 07700 900456 please");
        house.take(
                new Inbound.Said("e4", BO, new Content.Contact("Dr Patel", "+44 1632 960001"), null, null, null, null));
        house.settle();

        assertThat(found("+44 (0)7700 900456")).containsExactly(bins);
        Search.Hit hit = search("07700900456").hits().getFirst();
        assertThat(said(hit)).startsWith("Ring my sister");
        assertThat(found("01632 960 001")).containsExactly(damp);
        assertThat(found("patel")).containsExactly(damp);
    }

    @Test
    void aReferenceComesFirstHoweverItIsWritten() {
        String reference = reference(bins);
        house.says(House.citizen(3), "e3", "I have " + reference + " since long");
        house.settle();

        for (String written : List.of(
                reference,
                reference.toLowerCase(Locale.ROOT),
                reference.replace("-", ""),
                reference.replace("-", " "),
                "  " + reference.replace("-", " – ") + " ")) {
            assertThat(found(written)).as(written).startsWith(bins);
        }
        assertThat(found(reference)).as("and then who wrote it").hasSize(2);
    }

    @Test
    void notesAreFoundAndShownAsNotes() {
        now(house.casework.note(bins, by(SAM), "The lid of the wheelbarrow was open"));

        Search.Hit hit = search("wheelbarrow").hits().getFirst();
        assertThat(hit.summary().id()).isEqualTo(bins);
        assertThat(hit.message()).isNull();
        assertThat(Objects.requireNonNull(hit.note()).by()).isEqualTo(SAM);
    }

    @Test
    void theLineThatMatchesIsShownAndItsWordsAreNamed() {
        house.says(ANN, "e3", "It is in Mill Lane");
        house.settle();

        Search.Found found = search("bins");
        assertThat(said(found.hits().getFirst())).isEqualTo("My bins were not emptied on Tuesday");
        assertThat(found.matching()).containsExactly("bins");
    }

    @Test
    void onlyWhatOneMaySeeIsFoundNeitherByWordsNorByReference() {
        house.index();

        assertThat(found(SAM, WASTE, words("damp"))).isEmpty();
        assertThat(found(SAM, WASTE, words(reference(damp)))).isEmpty();
        assertThat(found(SAM, WASTE, words("07700 900123"))).isEmpty();
        assertThat(found(SAM, WASTE, words("bins"))).containsExactly(bins);
        assertThat(found(SAM, WASTE, words(""))).containsExactly(bins);

        now(house.casework.transferToStaff(damp, by(ALEX), SAM));
        assertThat(found(SAM, WASTE, words("damp"))).as("what one holds").containsExactly(damp);
        assertThat(found(ALEX, WASTE, words("damp"))).isEmpty();
    }

    @Test
    void whatNobodyWasHandedIsSeenByThoseWhoSeeEverything() {
        house.dialogue = House::echo;
        UUID asked = idOf(house.says(House.citizen(3), "e3", "When is my wheelbarrow day?"));
        house.settle();
        house.index();

        assertThat(found(SAM, WASTE, words("wheelbarrow"))).isEmpty();
        assertThat(found(SAM, EVERYBODYS, words("wheelbarrow"))).containsExactly(asked);
    }

    @Test
    void filtersLeaveOutWhatIsOtherwise() {
        now(house.casework.close(damp, by(SAM), "advised"));
        house.index();

        assertThat(filtered("waste", null, null, null)).containsExactly(bins);
        assertThat(filtered(null, "whatsapp", null, null)).containsExactly(damp);
        assertThat(filtered(null, null, "advised", null)).containsExactly(damp);
        assertThat(filtered(null, null, "solved", null)).isEmpty();
        assertThat(filtered(null, null, null, true)).containsExactly(bins);
        assertThat(filtered(null, null, null, false)).containsExactly(damp);
        assertThat(filtered(null, null, null, null)).containsExactlyInAnyOrder(bins, damp);
    }

    private List<UUID> filtered(
            @Nullable String team, @Nullable String channel, @Nullable String outcome, @Nullable Boolean open) {
        return found(SAM, EVERYBODYS, new Search.Wanted("", team, channel, outcome, open, null, null, null));
    }

    @Test
    void datesFindWhatWasSaidBetweenThem() {
        house.sql
                .sql("update messages set at = '2020-03-10T12:00:00Z' where conversation = :id")
                .param("id", bins)
                .update();
        house.sql
                .sql("insert into search_due (conversation) values (:id)")
                .param("id", bins)
                .update();
        house.index();

        assertThat(between("2020-03-10T00:00:00Z", "2020-03-11T00:00:00Z")).containsExactly(bins);
        assertThat(between("2020-03-11T00:00:00Z", null)).containsExactly(damp);
        assertThat(between(null, "2020-03-10T00:00:00Z")).isEmpty();
    }

    private List<UUID> between(@Nullable String from, @Nullable String to) {
        return found(
                SAM,
                EVERYBODYS,
                new Search.Wanted(
                        "",
                        null,
                        null,
                        null,
                        null,
                        from == null ? null : Instant.parse(from),
                        to == null ? null : Instant.parse(to),
                        null));
    }

    @Test
    void pagesFollowEachOtherWithoutAGapOrARepetition() {
        for (int i = 0; i < 2 * Search.PAGE + 5; i++) {
            house.says(House.citizen(100 + i), "p" + i, "The wheelbarrow is gone");
        }
        house.settle();
        house.index();

        List<UUID> all = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Search.Place before = null;
        do {
            Search.Found page = now(house.search.find(
                    SAM, EVERYBODYS, new Search.Wanted("wheelbarrow", null, null, null, null, null, null, before)));
            page.hits().forEach(hit -> all.add(hit.summary().id()));
            sizes.add(page.hits().size());
            before = page.next();
        } while (before != null);

        assertThat(sizes).containsExactly(Search.PAGE, Search.PAGE, 5);
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void aLongConversationIsFoundOnceWhereItMatchedLast() {
        for (int i = 0; i < 3 * SearchIndex.MESSAGES; i++) {
            house.says(ANN, "l" + i, "wheelbarrow number " + i);
        }
        house.index();

        Search.Found found = search("wheelbarrow");
        assertThat(found.hits()).hasSize(1);
        assertThat(said(found.hits().getFirst())).isEqualTo("wheelbarrow number " + (3 * SearchIndex.MESSAGES - 1));
    }

    @Test
    void whatWasTakenBackIsNotFoundFromThatMoment() {
        assertThat(found("tuesday")).containsExactly(bins);

        house.take(new Inbound.Deleted("d1", ANN, "e1"));

        assertThat(found(SAM, EVERYBODYS, words("tuesday"))).isEmpty();
        assertThat(found("tuesday")).isEmpty();
        assertThat(found("zebrafink")).as("by name still").contains(bins);
    }

    @Test
    void whatWasChangedIsFoundAsItIsNow() {
        assertThat(found("tuesday")).containsExactly(bins);

        house.take(new Inbound.Edited("c1", ANN, "e1", new Content.Text("My wheelbarrow was taken")));

        assertThat(found("tuesday")).isEmpty();
        assertThat(found("wheelbarrow")).containsExactly(bins);
    }

    @Test
    void nothingOfWhoIsErasedIsFoundOrKept() {
        house.index();
        house.says(ANN, "e3", "and my wheelbarrow");
        house.data.erase(new Citizen(
                house.sql
                        .sql("select citizen from addresses where person = :person")
                        .param("person", ANN.person())
                        .query((row, number) -> row.getObject(1, UUID.class))
                        .single(),
                List.of(ANN)));

        assertThat(found("bins")).isEmpty();
        assertThat(found("wheelbarrow")).isEmpty();
        assertThat(house.sql
                        .sql("select count(*) from search_pages where conversation = :id")
                        .param("id", bins)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(house.sql
                        .sql("select count(*) from search_due")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void eachSearchIsALineOfTheAuditWithoutItsWords() {
        found(SAM, WASTE, new Search.Wanted("wheelbarrow 07700 900123", "waste", null, null, true, null, null, null));

        assertThat(house.sql
                        .sql("select who || ' ' || subject || ' ' || details::text from audit where action = 'search'")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .startsWith("sam conversations ")
                .contains("\"team\": \"waste\"", "\"open\": true", "\"words\": true")
                .doesNotContain("wheelbarrow")
                .doesNotContain("900123");
    }

    @Test
    void whateverIsTypedIsNeverAnError() {
        house.index();
        for (String hostile : List.of(
                "'",
                "''';--",
                "\"",
                "\"bins",
                "\\",
                "!&|():*",
                "bins & ! | (",
                "bins:*",
                "'bins':*A <-> <2>",
                "- -- -\"\"",
                "or or or",
                "bins or",
                ":words ? ?? $1 {x} %s %1$s",
                "\u0000",
                "bins\u0000",
                "\uD800 bins",
                "\uD83D\uDC4D",
                "%_",
                "\n\t\r",
                "...",
                "（）、。",
                "ﷺ",
                "e\u0301\u0301\u0301\u0301")) {
            assertThat(search(hostile).hits()).as(hostile).hasSizeLessThanOrEqualTo(2);
            assertThat(search(hostile.repeat(500)).hits()).as(hostile).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatIsSaidInAHostileWayIsFoundAllTheSame() {
        UUID odd = idOf(house.says(
                House.citizen(3), "e3", "'); drop table messages; -- \\ <b>wheelbarrow</b> " + "x".repeat(3_000)));
        house.says(House.citizen(4), "e4", "\uD83D\uDC4D".repeat(4_000) + "1".repeat(5_000));
        house.settle();

        assertThat(found("wheelbarrow")).containsExactly(odd);
    }

    private String reference(UUID conversation) {
        return house.sql
                .sql("select reference from conversations where id = :id")
                .param("id", conversation)
                .query((row, number) -> row.getString(1))
                .single();
    }

    private static String said(Search.Hit hit) {
        Message message = hit.message();
        return message == null ? "" : message.text();
    }

    private static Search.Wanted words(String words) {
        return new Search.Wanted(words, null, null, null, null, null, null, null);
    }

    /** As somebody finds who sees everything, once all is written down. */
    private Search.Found search(String words) {
        house.index();
        return now(house.search.find(SAM, EVERYBODYS, words(words)));
    }

    private List<UUID> found(String words) {
        return search(words).hits().stream().map(hit -> hit.summary().id()).toList();
    }

    private List<UUID> found(StaffName by, Set<String> teams, Search.Wanted wanted) {
        return now(house.search.find(by, teams, wanted)).hits().stream()
                .map(hit -> hit.summary().id())
                .toList();
    }
}
