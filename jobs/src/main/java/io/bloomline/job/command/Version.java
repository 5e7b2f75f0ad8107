package io.bloomline.job.command;

import io.bloomline.result.BuildVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Bloomline " + BuildVersion.get() + " on Java " + System.getProperty("java.version")};
    }
}
