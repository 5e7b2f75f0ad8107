package io.bloomline.job.verify;

import io.bloomline.job.file.JobFile;
import io.bloomline.job.topic.CommittedRecords;
import io.bloomline.schema.Provenance;
import io.bloomline.source.RecordReader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks at all results of a job, and compares them with its documents. Where there are more documents than memory holds the
 * fingerprints of, both topics are read several times, for a share of the keys each time.
 */
public final class Verification {

    /** Three fingerprints of 8 bytes each, at most half of whose places are taken, and half of them while they grow. */
    private static final long BYTES_PER_DOCUMENT = 3 * 8 * 4;

    private final JobFile job;
    private final ResultCheck check;
    private final long mostDocuments;
    private final VerifyReport report;

    private Verification(JobFile job, InstantSource clock, long mostDocuments, int mostOffenders) {
        this.job = job;
        this.check = ResultCheck.of(job, clock);
        this.mostDocuments = mostDocuments;
        this.report = new VerifyReport(mostOffenders);
    }

    /**
     * Looks at what is committed now.
     *
     * @param clock         tells what is in the future
     * @param mostOffenders how many results with faults are named
     * @throws org.apache.kafka.common.KafkaException when the broker doesn't answer, or refuses
     */
    public static VerifyReport of(JobFile job, InstantSource clock, int mostOffenders) {
        long room = Runtime.getRuntime().maxMemory() / 4 / BYTES_PER_DOCUMENT;
        return of(job, clock, mostOffenders, Math.min(room, 1 << 26));
    }

    /** With memory for so many documents at a time. */
    static VerifyReport of(JobFile job, InstantSource clock, int mostOffenders, long mostDocuments) {
        return new Verification(job, clock, mostDocuments, mostOffenders).run();
    }

    private VerifyReport run() {
        int share = 0;
        int shares;
        do {
            InputIndex index;
            try (CommittedRecords documents = open(job.source().topics())) {
                long count = size(documents);
                shares = (int) Math.max(1, (count + mostDocuments - 1) / mostDocuments);
                index = new InputIndex(
                        new RecordReader(job.documents(), job.limits()),
                        shares,
                        share,
                        Retention.keepsAll(job, documents.beginnings()),
                        (int) (count / shares));
                for (var records = documents.next(); !records.isEmpty(); records = documents.next()) {
                    records.forEach(index::add);
                }
            }
            try (CommittedRecords results = open(List.of(job.sink().topic()))) {
                for (var records = results.next(); !records.isEmpty(); records = results.next()) {
                    for (ConsumerRecord<byte[], byte[]> found : records) {
                        look(found, index, share == 0);
                    }
                }
            }
            share++;
        } while (share < shares);
        return report;
    }

    private void look(ConsumerRecord<byte[], byte[]> found, InputIndex index, boolean first) {
        if (found.value() == null) {
            if (first) {
                report.deletion();
            }
            return;
        }
        ResultCheck.Checked checked = check.check(found);
        Provenance told = checked.provenance();
        // What can't be told by its key is looked at with the first share.
        boolean mine = told == null ? first : index.isOfShare(checked.documentKey());
        if (!mine) {
            return;
        }
        report.result(told == null ? "nobody knows" : model(told));
        List<Fault> faults = new ArrayList<>(checked.faults());
        if (told != null) {
            switch (index.match(checked.documentKey(), told.getInputHash(), found.timestamp())) {
                case MATCHES -> report.inputMatches();
                case NOT_CHECKABLE -> report.inputNotCheckable();
                case DIFFERS ->
                    faults.add(new Fault(
                            "provenance.inputHash",
                            "provenance.inputHash is not that of any document with its key in "
                                    + String.join(", ", job.source().topics())));
            }
        }
        if (!faults.isEmpty()) {
            report.faults(found, faults);
        }
    }

    private static String model(Provenance told) {
        String licence = told.getModelLicence();
        return "%s, version %s, %s"
                .formatted(
                        told.getModel(),
                        told.getModelVersion(),
                        licence == null ? "which states no licence" : "licence " + licence);
    }

    private CommittedRecords open(List<String> topics) {
        return new CommittedRecords(job, job.job() + ":verify", topics);
    }

    private static long size(CommittedRecords records) {
        var beginnings = records.beginnings();
        return records.ends().entrySet().stream()
                .mapToLong(end -> end.getValue() - beginnings.getOrDefault(end.getKey(), 0L))
                .sum();
    }
}
