package io.bloomline.job.file;

import io.bloomline.preparation.Task;

/**
 * A job file that was read without a problem.
 *
 * @param job      name of the job: consumer group, transactional ids and Flink's job name start from it
 * @param kafka    client properties; {@code bootstrap.servers} is always there
 * @param source   where documents come from
 * @param task     what is done with them
 * @param model    which model does it
 * @param batching how requests are put together
 * @param sink     where results and dead letters go
 * @param flink    Flink's own configuration
 */
public record JobFile(
        String job,
        ForeignSettings kafka,
        SourceSettings source,
        Task task,
        ModelSettings model,
        BatchingSettings batching,
        SinkSettings sink,
        ForeignSettings flink) {}
