"""Which hub can be set, and where its name may lead."""

import socket
from ipaddress import ip_address

import pytest

from courses.packages.hub.addresses import hub_at, is_public


@pytest.mark.parametrize(
    "text",
    [
        "", "hub.example", "ftp://hub.example", "http://hub.example/v1", "http://10.0.0.1/", "https://", "file:///etc",
        "https://user:word@hub.example/", "https://hub.example/?q=1", "https://hub.example/#x", "https://hub.example:x/",
    ],
)  # fmt: skip
def test_what_is_no_https_address_is_no_hub(text: str):
    with pytest.raises(ValueError):  # noqa: PT011 - of many kinds, none of which says more
        hub_at(text)


def test_a_hub_is_its_host_port_and_path():
    hub = hub_at("https://hub.example/v1/")
    assert (hub.scheme, hub.host, hub.port, hub.path) == ("https", "hub.example", 443, "/v1")
    assert hub_at("http://localhost:8123").port == 8123


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_private_and_wrapped_addresses_are_not_public(address: str):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str):
    assert is_public(ip_address(address))


def test_a_name_leads_to_its_public_addresses_only(monkeypatch: pytest.MonkeyPatch):
    found = [(2, 1, 6, "", (address, 443)) for address in ("10.0.0.1", "1.1.1.1", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_how: found)
    assert hub_at("https://hub.example").addresses() == ["1.1.1.1"]


def test_an_address_that_the_setting_itself_names_is_allowed():
    assert hub_at("https://10.0.0.7/v1").addresses() == ["10.0.0.7"]
    assert hub_at("http://localhost:1/").addresses() == ["127.0.0.1"]
