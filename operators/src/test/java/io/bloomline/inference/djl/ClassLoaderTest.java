package io.bloomline.inference.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job that is submitted again to a running cluster comes with a new class loader, into the same JVM. */
class ClassLoaderTest {

    private static final String SETTING = "ENGINE_CACHE_DIR";

    @Test
    void opensAModelInEachOfSeveralClassLoaders() throws Exception {
        String before = System.getProperty(SETTING);
        for (int i = 0; i < 2; i++) {
            try (URLClassLoader jobs = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                Class<?> provider = jobs.loadClass(LocalModelProvider.class.getName());
                assertThat(provider).isNotEqualTo(LocalModelProvider.class);

                Object model = provider.getMethod("open")
                        .invoke(provider.getConstructor(String.class, String.class, int.class)
                                .newInstance(BloomNano.REPOSITORY, BloomNano.VECTOR, 1));

                assertThat(model).isInstanceOf(AutoCloseable.class);
                ((AutoCloseable) model).close();
            }
        }
        assertThat(System.getProperty(SETTING)).as("left as it was").isEqualTo(before);
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
