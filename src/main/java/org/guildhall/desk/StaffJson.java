package org.guildhall.desk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of the desk's API that are about staff, as {@link DeskJson} has the others. */
final class StaffJson {

    private StaffJson() {}

    /** Everybody, those who may sign in first. */
    record Everybody(List<Member> staff) {
        static Everybody of(List<Personnel.Profile> all) {
            return new Everybody(all.stream().map(Member::of).toList());
        }
    }

    /** An account as administrators see it. */
    record Member(
            String username,
            String name,
            List<String> roles,
            List<String> teams,
            boolean active,
            boolean secondFactor,
            boolean councilAccount) {
        static Member of(Personnel.Profile profile) {
            DeskJson.Account account = DeskJson.Account.of(profile.member());
            return new Member(
                    account.username(),
                    account.name(),
                    account.roles(),
                    account.teams(),
                    profile.active(),
                    profile.secondFactor(),
                    profile.councilAccount());
        }
    }

    /** The body of a change; what is left out stays as it is. */
    record Change(
            @Nullable String name,
            @Nullable List<@Nullable String> roles,
            @Nullable List<@Nullable String> teams,
            @Nullable Boolean active) {

        /** Whether anything but whether they may sign in is to change. */
        boolean ofAccount() {
            return name != null || roles != null || teams != null;
        }

        /** The whole account as it is wanted. */
        NewAccount onTopOf(StaffMember before) {
            DeskJson.Account now = DeskJson.Account.of(before);
            return new NewAccount(
                    before.username(),
                    name == null ? now.name() : name,
                    roles == null ? List.copyOf(now.roles()) : roles,
                    teams == null ? List.copyOf(now.teams()) : teams,
                    null);
        }
    }

    /** A link with which somebody chooses a password, shown this once; it works until then. */
    record Link(String link, Instant until) {
        @Override
        public String toString() {
            return "[link]";
        }
    }
}
