package io.bloomline.it.support.kserve;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates made for one test by the JDK's own tool, in files as a user would have them. */
public final class Certificates {

    private static final String PASSWORD = "only-for-this-test";
    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final Path store;

    private Certificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("keys.p12");
    }

    /** Makes an authority that others can be signed by. */
    public static Certificates in(Path folder) {
        Certificates certificates = new Certificates(folder);
        certificates.make(AUTHORITY, List.of("-ext", "bc:c", "-dname", "CN=test authority"));
        return certificates;
    }

    /**
     * Has the authority sign a certificate for a server or client.
     *
     * @param name what its files are called
     * @param host the host it is good for
     * @param more further options, such as the days it is valid
     */
    public Certificates sign(String name, String host, String... more) {
        List<String> options =
                new ArrayList<>(List.of("-dname", "CN=" + name, "-ext", "san=" + host, "-signer", AUTHORITY));
        options.addAll(List.of(more));
        make(name, options);
        return this;
    }

    /** The authority's certificate. */
    public Path authority() {
        return pem(AUTHORITY);
    }

    /** A certificate with those of who signed it. */
    public Path pem(String name) {
        return write(name + ".pem", keys -> {
            StringBuilder text = new StringBuilder();
            for (Certificate certificate : keys.getCertificateChain(name)) {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            }
            return text.toString();
        });
    }

    /** The private key of a certificate. */
    public Path key(String name) {
        return write(name + ".key", keys -> {
            Key key = keys.getKey(name, PASSWORD.toCharArray());
            return block("PRIVATE KEY", key.getEncoded());
        });
    }

    /** A server that shows this certificate. */
    public ServerCredentials server(String name) {
        return credentials(TlsServerCredentials.newBuilder(), name).build();
    }

    /** The same, and it wants to see one that the authority signed. */
    public ServerCredentials serverForKnownClients(String name) {
        try {
            return credentials(TlsServerCredentials.newBuilder(), name)
                    .trustManager(authority().toFile())
                    .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for servers of Java's own. */
    public SSLContext context(String name) {
        try (InputStream file = Files.newInputStream(store)) {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(file, PASSWORD.toCharArray());
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(
                    name,
                    all.getKey(name, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    all.getCertificateChain(name));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the test's own key store can't be read", e);
        }
    }

    private TlsServerCredentials.Builder credentials(TlsServerCredentials.Builder builder, String name) {
        try {
            return builder.keyManager(pem(name).toFile(), key(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(String name, List<String> options) {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(
                tool.toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                name));
        command.addAll(options);
        try {
            File output = folder.resolve("keytool.out").toFile();
            int exit = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new AssertionError("keytool failed: " + Files.readString(output.toPath()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a certificate was made", e);
        }
    }

    private interface Content {
        String of(KeyStore keys) throws GeneralSecurityException;
    }

    private Path write(String name, Content content) {
        try (InputStream file = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD.toCharArray());
            return Files.writeString(folder.resolve(name), content.of(keys), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the test's own key store can't be read", e);
        }
    }

    private static String block(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
