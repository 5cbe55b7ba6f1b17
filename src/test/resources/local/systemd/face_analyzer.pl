# Answers every HTTP request on a loopback port that it is well, and with which model it is.
use strict;
use warnings;
use IO::Socket::INET;

my $port = shift;
my %model = (behaviour => 'good');
if (open(my $file, '<', '/models/face.model')) {
    while (my $line = <$file>) {
        $model{$1} = $2 if $line =~ /^(\w+)=(.*)$/;
    }
}
open(my $starts, '>>', '/var/lib/bigbrother/starts') or die "starts: $!";
print {$starts} "$$\n";
close($starts);
die "the model cannot be loaded\n" if $model{behaviour} eq 'crash';
print STDERR "ERROR: inference failed\n" if $model{behaviour} eq 'error';
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 5, ReuseAddr => 1)
  or die "port $port: $!";
while (my $client = $server->accept()) {
    while (my $line = <$client>) {
        last if $line =~ /^\r?\n$/;
    }
    my $body = '{"status":"healthy","model":"' . ($model{version} // 'none') . '"}';
    print {$client} "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " . length($body)
      . "\r\nConnection: close\r\n\r\n$body";
    close($client);
}
