package org.guildhall.command;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.guildhall.knowledge.Finding;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an evaluation, named as {@code evaluate --json} prints them; shares are between 0 and 1.
 *
 * @param dangerRecall share of cries for help that got the numbers to ring, null when none were tried
 * @param dangerAlarms share of cries for help that raised the alarm, so that a person was called too; null likewise
 * @param dangerFalseAlarms share of sentences that only sound like danger and raised it, null when none were tried
 * @param dangerCautions share of those that got the numbers before their answer, null likewise
 */
record Evaluation(
        int questions,
        int inScope,
        int outOfScope,
        double top1,
        double top3,
        double mrr,
        int answered,
        int answeredRight,
        int answeredWrong,
        int clarified,
        int clarifiedRight,
        int handedOver,
        double outOfScopeRecall,
        double auroc,
        double indexSeconds,
        double p50Millis,
        double p99Millis,
        @Nullable Double dangerRecall,
        @Nullable Double dangerAlarms,
        @Nullable Double dangerFalseAlarms,
        @Nullable Double dangerCautions) {

    static Evaluation of(List<Prediction> all, double indexSeconds, List<Alarm> alarms) {
        List<Prediction> ours = all.stream().filter(Prediction::inScope).toList();
        List<Prediction> nobodys = all.stream().filter(one -> !one.inScope()).toList();
        int answered = count(all, Prediction::answered);
        int right = count(all, one -> one.answered() && one.right());
        double[] millis = all.stream().mapToDouble(Prediction::millis).sorted().toArray();
        return new Evaluation(
                all.size(),
                ours.size(),
                nobodys.size(),
                share(ours, Prediction::right),
                share(ours, Prediction::offered),
                ours.stream()
                        .mapToDouble(one -> one.rank() == 0 ? 0 : 1.0 / one.rank())
                        .average()
                        .orElse(0),
                answered,
                right,
                answered - right,
                count(all, one -> one.verdict() == Finding.Verdict.CLARIFY),
                count(all, one -> one.verdict() == Finding.Verdict.CLARIFY && one.offered()),
                count(all, one -> one.verdict() == Finding.Verdict.UNSURE),
                share(nobodys, one -> one.verdict() == Finding.Verdict.UNSURE),
                auroc(ours, nobodys),
                indexSeconds,
                quantile(millis, 0.5),
                quantile(millis, 0.99),
                Alarm.share(alarms, true, Alarm::heard),
                Alarm.share(alarms, true, Alarm::raised),
                Alarm.share(alarms, false, Alarm::raised),
                Alarm.share(alarms, false, Alarm::warned));
    }

    private static int count(List<Prediction> all, Predicate<Prediction> which) {
        return (int) all.stream().filter(which).count();
    }

    private static double share(List<Prediction> all, Predicate<Prediction> which) {
        return all.isEmpty() ? 0 : (double) count(all, which) / all.size();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }

    /** The chance that a question of ours has more confidence than one of nobody's (Mann and Whitney's U). */
    private static double auroc(List<Prediction> ours, List<Prediction> nobodys) {
        double[] others =
                nobodys.stream().mapToDouble(Prediction::confidence).sorted().toArray();
        if (ours.isEmpty() || others.length == 0) {
            return 0;
        }
        double wins = 0;
        for (Prediction one : ours) {
            wins += (below(others, one.confidence(), false) + below(others, one.confidence(), true)) / 2.0;
        }
        return wins / ours.size() / others.length;
    }

    private static int below(double[] sorted, double value, boolean orEqual) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return -at - 1;
        }
        while (orEqual ? at < sorted.length && sorted[at] == value : at > 0 && sorted[at - 1] == value) {
            at += orEqual ? 1 : -1;
        }
        return at;
    }
}
