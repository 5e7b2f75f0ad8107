package io.bloomline.job.file;

/** What can be wrong between {@code model.endpoint} and the other keys of the model. */
final class EndpointChecks {

    private static final String AUTHORIZATION = "authorization";

    private final Reading reading;
    private final OptionValues values;

    EndpointChecks(Reading reading, OptionValues values) {
        this.reading = reading;
        this.values = values;
    }

    void run() {
        EndpointText endpoint = values.find(JobOptions.MODEL_ENDPOINT);
        for (Option<?> option : ServerOptions.ALL) {
            if (!reading.has(option.key())) {
                continue;
            }
            if (endpoint instanceof EndpointText.Local) {
                reading.problem(
                        reading.place(option.key()),
                        "is for a model on a server, but model.endpoint is local:FOLDER; take it out, or let"
                                + " model.endpoint be grpc://HOST:PORT");
            } else if (endpoint instanceof EndpointText.Servers servers
                    && !servers.tls()
                    && option.section().equals("model.tls")) {
                reading.problem(
                        reading.place(option.key()),
                        "is for TLS, but model.endpoint begins with grpc://; take it out, or write grpcs://");
            }
        }
        reading.together(ServerOptions.TLS_CERTIFICATE.key(), ServerOptions.TLS_PRIVATE_KEY.key());
        oneAuthorization();
    }

    private void oneAuthorization() {
        var headers = values.find(ServerOptions.HEADERS);
        if (headers != null && headers.containsKey(AUTHORIZATION) && reading.has(ServerOptions.TOKEN.key())) {
            reading.problem(
                    reading.place(ServerOptions.TOKEN.key()),
                    "becomes the header authorization, which model.headers has too; take one of them out");
        }
    }
}
