package domain.lifecycle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * CPU and memory of one instance, as Kubernetes writes quantities ({@code "2"},
 * {@code "500m"}, {@code "4Gi"}); null leaves a value as it is.
 *
 * @param cpuRequest CPU reserved
 * @param memoryRequest memory reserved
 * @param cpuLimit most CPU
 * @param memoryLimit most memory
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Resources(String cpuRequest, String memoryRequest, String cpuLimit, String memoryLimit) {

}
