package io.bloomline.it.cluster;

/** Where a cluster of processes has the classes of its jobs from. */
public enum JobClasses {
    /** From its own class path, as where a cluster is for these jobs only. They are loaded once. */
    OF_THE_CLUSTER,
    /** From the jar that was uploaded, anew for each job, as on a cluster for jobs of all kinds. It takes some seconds each. */
    OF_EACH_JOB
}
