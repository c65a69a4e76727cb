"""The topics of the demo's courses and practices."""

from cms.models import Topic, TopicName

NAMES = {
    "measurement": ("Measurement", "측정과 평가", "القياس"),
    "services": ("Online services", "온라인 서비스", "الخدمات الإلكترونية"),
    "transparency": ("Transparency", "투명성", "الشفافية"),
    "reuse": ("Reuse", "재사용", "إعادة الاستخدام"),
    "interoperability": ("Interoperability", "상호운용성", "قابلية التشغيل البيني"),
    "procurement": ("Procurement", "조달", "المشتريات العامة"),
    "inclusion": ("Inclusion", "포용", "الشمول"),
    "accessibility": ("Accessibility", "접근성", "إمكانية الوصول"),
    "connectivity": ("Connectivity", "연결성", "الاتصال بالشبكة"),
    "participation": ("Participation", "참여", "المشاركة"),
    "data": ("Data", "데이터", "البيانات"),
    "governance": ("Governance", "거버넌스", "الحوكمة"),
}


def lay_topics() -> dict[str, Topic]:
    """Topics by key, named in every language of the demo."""
    topics = {}
    for key, (english, korean, arabic) in NAMES.items():
        topic, _created = Topic.objects.get_or_create(key=key, defaults={"name": english})
        for language, name in (("ko", korean), ("ar", arabic)):
            TopicName.objects.get_or_create(topic=topic, language=language, defaults={"name": name})
        topics[key] = topic
    return topics
