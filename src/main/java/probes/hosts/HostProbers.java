package probes.hosts;

import domain.profile.Probe;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import probes.Prober;
import targets.ClusterCommands;
import targets.HostCommands;

/** The probers of hosts. */
@Configuration(proxyBeanMethods = false)
class HostProbers {

	@Bean
	Prober systemdUnitProber(HostCommands hosts) {
		return new HostProber(Probe.Kind.SYSTEMD_UNIT, new UnitQuestion(), hosts);
	}

	@Bean
	Prober composeServiceProber(HostCommands hosts) {
		return new HostProber(Probe.Kind.COMPOSE_SERVICE, new ComposeQuestion(), hosts);
	}

	@Bean
	Prober diskProber(HostCommands hosts) {
		return new HostProber(Probe.Kind.DISK, new DiskQuestion(), hosts);
	}

	@Bean
	Prober memoryProber(HostCommands hosts) {
		return new HostProber(Probe.Kind.MEMORY, new MemoryQuestion(), hosts);
	}

	@Bean
	Prober cpuProber(HostCommands hosts) {
		return new HostProber(Probe.Kind.CPU, new CpuQuestion(), hosts);
	}

	@Bean
	Prober gpuProber(HostCommands hosts) {
		return new HostProber(Probe.Kind.GPU, new GpuQuestion(), hosts);
	}

	@Bean
	Prober fileAgeProber(HostCommands hosts) {
		return new HostProber(Probe.Kind.FILE_AGE, new FileAgeQuestion(), hosts);
	}

	@Bean
	Prober scriptProber(HostCommands hosts, ClusterCommands clusters) {
		return new ScriptProber(hosts, clusters);
	}

}
