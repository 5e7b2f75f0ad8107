package io.bloomline.it.deploy;

import io.bloomline.result.BuildVersion;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** What this build is, and what it is built with. */
final class Release {

    static final String VERSION = BuildVersion.get();

    /** As the Flink Kubernetes Operator names it: v2_3. */
    static final String FLINK = "v" + EnvironmentInformation.getVersion().replaceAll("^(\\d+)\\.(\\d+)\\..*", "$1_$2");

    private Release() {}
}
