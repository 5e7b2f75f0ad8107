package io.bloomline.flink;

import io.bloomline.governance.OptOutFeed;
import io.bloomline.governance.OptOutTable;

/** One table of opt-outs for all subtasks of this process that follow the same feed. */
record SharedOptOuts(OptOutTable table, OptOutFeed.Reading reading) {

    private static final SharedPerProcess<OptOutFeed, SharedOptOuts> TABLES =
            new SharedPerProcess<>(shared -> shared.reading.close());

    /** A share in the table of a feed, which holds all that was there when this returns. */
    static SharedPerProcess.Lease<SharedOptOuts> lease(OptOutFeed feed) {
        return TABLES.lease(feed, () -> {
            OptOutTable table = new OptOutTable();
            return new SharedOptOuts(table, feed.follow(table));
        });
    }
}
