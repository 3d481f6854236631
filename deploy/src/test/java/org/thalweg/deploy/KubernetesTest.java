package org.thalweg.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests hang together: what refers to a name finds it, and what Flink is told it can load. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("kubernetes");

    /** A node of a manifest that is a map, with what is asked of it most. */
    private record Node(Map<?, ?> map) {

        Node at(String... keys) {
            Node node = this;
            for (String key : keys) {
                assertThat(node.map.get(key)).as(key).isInstanceOf(Map.class);
                node = new Node((Map<?, ?>) node.map.get(key));
            }
            return node;
        }

        String text(String key) {
            assertThat(map.get(key)).as(key).isNotNull();
            return map.get(key).toString();
        }

        List<Node> all(String key) {
            assertThat(map.get(key)).as(key).isInstanceOf(List.class);
            return ((List<?>) map.get(key))
                    .stream().map(each -> new Node((Map<?, ?>) each)).toList();
        }

        String name() {
            return at("metadata").text("name");
        }
    }

    private static List<Node> read(String file) throws IOException {
        Iterable<Object> all =
                new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(FOLDER.resolve(file)));
        return StreamSupport.stream(all.spliterator(), false)
                .map(each -> new Node((Map<?, ?>) each))
                .toList();
    }

    private static List<Node> ofKind(List<Node> all, String... kinds) {
        return all.stream()
                .filter(each -> List.of(kinds).contains(each.text("kind")))
                .toList();
    }

    private static Set<String> names(List<Node> all, String kind) {
        return ofKind(all, kind).stream().map(Node::name).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"session.yaml", "application.yaml"})
    void what_is_referred_to_is_there(String file) throws Exception {
        List<Node> all = read(file);
        Set<?> labelled = Set.copyOf(
                all.stream().map(each -> each.at("metadata", "labels").map()).toList());

        assertThat(labelled).hasSize(1);
        for (Node workload : ofKind(all, "Deployment", "Job")) {
            Node pod = workload.at("spec", "template", "spec");
            assertThat(names(all, "ServiceAccount")).contains(pod.text("serviceAccountName"));
            for (Node volume : pod.all("volumes")) {
                if (volume.map().containsKey("configMap")) {
                    assertThat(names(all, "ConfigMap"))
                            .contains(volume.at("configMap").text("name"));
                } else {
                    assertThat(names(all, "PersistentVolumeClaim"))
                            .contains(volume.at("persistentVolumeClaim").text("claimName"));
                }
            }
            Set<String> volumes =
                    pod.all("volumes").stream().map(each -> each.text("name")).collect(Collectors.toSet());
            for (Node container : pod.all("containers")) {
                assertThat(container.all("volumeMounts")).allMatch(mount -> volumes.contains(mount.text("name")));
            }
        }
        for (Node binding : ofKind(all, "RoleBinding")) {
            assertThat(names(all, "Role")).contains(binding.at("roleRef").text("name"));
            assertThat(binding.all("subjects"))
                    .allMatch(subject -> names(all, "ServiceAccount").contains(subject.text("name")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"session.yaml", "application.yaml"})
    void selectors_choose_the_pods_that_they_mean(String file) throws Exception {
        List<Node> all = read(file);
        List<Map<?, ?>> pods = ofKind(all, "Deployment", "Job").stream()
                .<Map<?, ?>>map(each ->
                        each.at("spec", "template", "metadata", "labels").map())
                .toList();

        for (Node deployment : ofKind(all, "Deployment")) {
            assertThat(deployment
                            .at("spec", "template", "metadata", "labels")
                            .map()
                            .entrySet()
                            .containsAll(deployment
                                    .at("spec", "selector", "matchLabels")
                                    .map()
                                    .entrySet()))
                    .isTrue();
        }
        Node service = ofKind(all, "Service").get(0);
        assertThat(pods)
                .filteredOn(labels -> labels.entrySet()
                        .containsAll(service.at("spec", "selector").map().entrySet()))
                .hasSize(1);
        Node policy = ofKind(all, "NetworkPolicy").get(0);
        assertThat(pods)
                .filteredOn(labels -> labels.entrySet()
                        .containsAll(policy.at("spec", "podSelector", "matchLabels")
                                .map()
                                .entrySet()))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"session.yaml", "application.yaml"})
    void pods_may_do_no_more_than_they_need(String file) throws Exception {
        for (Node workload : ofKind(read(file), "Deployment", "Job")) {
            Node pod = workload.at("spec", "template", "spec");
            assertThat(pod.at("securityContext").text("runAsNonRoot")).isEqualTo("true");
            for (Node container : pod.all("containers")) {
                assertThat(container.at("securityContext").text("allowPrivilegeEscalation"))
                        .isEqualTo("false");
                assertThat(container.at("securityContext", "capabilities").text("drop"))
                        .isEqualTo("[ALL]");
                assertThat(container.at("resources", "limits").map().get("memory"))
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"session.yaml", "application.yaml"})
    void settings_fit_what_the_image_has(String file) throws Exception {
        List<Node> all = read(file);
        Node settings = new Node((Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(ofKind(all, "ConfigMap").get(0).at("data").text("config.yaml")));
        Node service = ofKind(all, "Service").get(0);

        assertThat(settings.text("jobmanager.rpc.address")).isEqualTo(service.name());
        assertThat(service.at("spec").all("ports"))
                .extracting(port -> port.text("port"))
                .containsExactly(
                        settings.text("jobmanager.rpc.port"),
                        settings.text("blob.server.port"),
                        settings.text("rest.port"));
        assertThat(Class.forName(settings.text("metrics.reporter.thalweg.factory.class")))
                .isNotNull();
        for (Node job : ofKind(all, "Job")) {
            Node container =
                    job.at("spec", "template", "spec").all("containers").get(0);
            List<?> words = (List<?>) container.map().get("args");
            assertThat(Class.forName(
                            words.get(words.indexOf("--job-classname") + 1).toString()))
                    .hasPublicMethods("main");
        }
    }
}
